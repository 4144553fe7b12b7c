import type { Decision, Touchpoint, Verdict } from '@whence/attribution-domain';

import type { ExplainedTouchpoint } from '../ports/decisions.js';

const tooLate: Verdict = { rule: 'received-in-time', outcome: 'refused', reason: 'received-after-finality' };

/**
 * Every touchpoint with its verdicts. What came after the decision was final is recorded and not judged; what came while
 * the person has not written waits without verdicts.
 */
export const explain = (
  touchpoints: readonly Touchpoint[],
  decision: Decision | undefined,
): readonly ExplainedTouchpoint[] =>
  touchpoints.map((touch) => {
    const judged = decision?.judged.find((judgement) => judgement.touch.id === touch.id);
    if (judged !== undefined) return { touch, entryId: judged.entry.id, verdicts: judged.verdicts };
    const entryId = touch.id.replace('tch_', 'ent_');
    return { touch, entryId, verdicts: decision === undefined ? [] : [tooLate] };
  });
