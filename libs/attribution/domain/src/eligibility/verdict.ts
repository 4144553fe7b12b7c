import type { Subject } from '../opening/subject.js';
import type { ChannelIdentity } from '../catalogue/catalogue-facts.js';
import type { Entry } from '../entry/entry.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';

/** What one rule says of one touchpoint. */
export interface Verdict {
  readonly rule: string;
  readonly outcome: 'allowed' | 'refused';
  readonly reason?: string;
}

/** Everything a rule may look at. */
export interface Judged {
  readonly touch: Touchpoint;
  readonly entry: Entry;
  /** What the touchpoint is judged for. */
  readonly subject: Subject;
  /** Whether it came with or before the opening, or was typed in its grace. */
  readonly countsForOpening: boolean;
  /** Whether it is evidence for what is judged at all. */
  readonly counts: boolean;
  /** Identities the contact is known by. */
  readonly contact: readonly ChannelIdentity[];
  /** How many different links, or coupons' earners, the codes of its kind name that were typed together with it: in the opening's texts, or later in one text. */
  readonly typedCodeCount: number;
}

/** A business rule: a named value that answers with a reason. */
export interface EligibilityRule {
  readonly name: string;
  judge(judged: Judged): Answer;
}

export type Answer = { readonly outcome: 'allowed' } | { readonly outcome: 'refused'; readonly reason: string };

export const allowed: Answer = { outcome: 'allowed' };

export const refused = (reason: string): Answer => ({ outcome: 'refused', reason });

export const verdictOf = ({ name }: EligibilityRule, answer: Answer): Verdict =>
  answer.outcome === 'allowed'
    ? { rule: name, outcome: answer.outcome }
    : { rule: name, outcome: answer.outcome, reason: answer.reason };
