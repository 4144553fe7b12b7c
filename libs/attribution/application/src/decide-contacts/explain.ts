import type { ContactId, Decision, Touchpoint, Verdict } from '@whence/attribution-domain';

import type { ExplainedTouchpoint } from '../ports/decisions.js';

const tooLate: Verdict = { rule: 'received-in-time', outcome: 'refused', reason: 'received-after-finality' };

/** Whether a touchpoint came too late to be judged. */
export const isLate = ({ verdicts }: ExplainedTouchpoint): boolean =>
  verdicts.some(({ rule }) => rule === tooLate.rule);

/**
 * Every touchpoint with its verdicts. What came after the decision was final is recorded and not judged; what came while
 * the person has not written waits without verdicts.
 */
export const explain = (
  contactId: ContactId,
  touchpoints: readonly Touchpoint[],
  decision: Decision | undefined,
): readonly ExplainedTouchpoint[] => {
  const judgements = new Map(decision?.judged.map((judged) => [judged.touch.id, judged]));
  return touchpoints.map((touch) => {
    const judged = judgements.get(touch.id);
    if (judged !== undefined) return { contactId, touch, entryId: judged.entry.id, verdicts: judged.verdicts };
    const entryId = touch.id.replace('tch_', 'ent_');
    return { contactId, touch, entryId, verdicts: decision === undefined ? [] : [tooLate] };
  });
};
