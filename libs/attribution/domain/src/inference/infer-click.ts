import type { ChannelIdentity, LinkFacts } from '../catalogue/catalogue-facts.js';
import type { Decision } from '../decision/decision.js';
import { findCandidates } from './find-candidates.js';
import type { Inference, NobodyInferred } from './inference.js';
import { leadMin, likelihoodMin } from './inference-limits.js';
import type { RecentClick } from './recent-click.js';
import { weighCandidates, type Traits } from './weigh-candidates.js';

/** What happened on the channel account about when a conversation opened. */
export interface Around extends Traits {
  readonly links: readonly LinkFacts[];
  readonly clicks: readonly RecentClick[];
}

/** All that a guess depends on: what was decided without it, and what happened about then. */
export interface Circumstances extends Around {
  readonly decision: Decision;
  /** Identities the contact is known by. */
  readonly contact: readonly ChannelIdentity[];
}

/**
 * Says which click a new conversation probably came from, where nothing else says anything. A likelihood and never a
 * proof: where two links are about as likely, or none is likely enough, it is nobody's.
 */
export const inferClick = ({ decision, contact, links, clicks, ...traits }: Circumstances): Inference => {
  if (decision.flags.length > 0) return nobody('not-a-new-conversation');
  if (!isUnexplained(decision)) return nobody('something-else-speaks');

  const candidates = weighCandidates(findCandidates({ opening: decision.opening, contact, links, clicks }), traits);
  const [likeliest, next] = candidates;
  if (likeliest === undefined) return nobody('no-candidate');
  if (next !== undefined && likeliest.likelihood < next.likelihood * leadMin) return nobody('ambiguous', candidates);
  if (likeliest.likelihood < likelihoodMin) return nobody('unlikely', candidates);
  return { kind: 'inferred', candidate: likeliest, candidates };
};

/** Whether a guess about the decision could say anything at all. */
export const mayBeInferred = (decision: Decision): boolean => decision.flags.length === 0 && isUnexplained(decision);

/**
 * Nobody was found because nothing was said or could be read. Evidence that was refused did speak: a guess in its place
 * would give a damaged code to somebody else, and a self-referral to the next partner.
 */
const isUnexplained = ({ status, judged }: Decision): boolean =>
  status !== 'credited' && !judged.some(({ countsForOpening }) => countsForOpening);

const nobody = (reason: NobodyInferred['reason'], candidates: NobodyInferred['candidates'] = []): NobodyInferred => ({
  kind: 'nobody',
  reason,
  candidates,
});
