import type { LinkFacts } from '../catalogue/catalogue-facts.js';
import type { RecentClick } from './recent-click.js';

/** Which click a conversation without any evidence probably came from: one, or nobody's. */
export type Inference = InferredClick | NobodyInferred;

export interface InferredClick {
  readonly kind: 'inferred';
  readonly candidate: WeighedCandidate;
  /** Everything that was weighed, likeliest first; the first is the one that was inferred. */
  readonly candidates: readonly WeighedCandidate[];
}

export interface NobodyInferred {
  readonly kind: 'nobody';
  readonly reason: 'something-else-speaks' | 'not-a-new-conversation' | 'no-candidate' | 'ambiguous' | 'unlikely';
  readonly candidates: readonly WeighedCandidate[];
}

/** A link that the person may have come by, with the click that speaks for it. */
export interface Candidate {
  readonly link: LinkFacts;
  readonly click: RecentClick;
  /** From the click to the first message. */
  readonly gapMs: number;
}

export interface WeighedCandidate extends Candidate {
  /** From 0 to 1; those of all candidates and of nobody sum to 1 at most. */
  readonly likelihood: number;
  /** What made it as likely as it is, in whole sentences. */
  readonly reasons: readonly string[];
}
