import type { Answer } from '../decision/answer.js';
import type { Decision } from '../decision/decision.js';
import type { Instant } from '../time.js';
import { creditOverride, type OverrideFacts } from './credit-override.js';
import type { Override } from './override.js';

/** The decision as a person wants it, whatever the evidence says; what the evidence says is kept beneath. */
export const applyOverride = (decision: Decision, override: Override, facts: OverrideFacts): Decision => {
  const beneath = withoutOverride(decision);
  const { opening, finalAt, judged, flags } = beneath;
  return {
    ...answerOfOverride(override, opening.openedAt, facts),
    ...{ opening, finalAt, judged, flags, overridden: { override, beneath } },
  };
};

/** What there would be without the override. */
export const withoutOverride = (decision: Decision): Decision => decision.overridden?.beneath ?? decision;

/** What an override answers for a conversation that was opened at this time. */
export const answerOfOverride = (
  override: Override,
  openedAt: Instant,
  facts: OverrideFacts,
): Exclude<Answer, { readonly status: 'unattributed' }> =>
  override.kind === 'organic'
    ? { status: 'organic', matchType: 'manual' }
    : { status: 'credited', matchType: 'manual', credits: [creditOverride(override, openedAt, facts)] };
