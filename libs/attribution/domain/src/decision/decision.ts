import type { Credit } from '../crediting/credit.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { Inference } from '../inference/inference.js';
import type { Opening } from '../opening/opening.js';
import type { Override } from '../override/override.js';
import type { Instant } from '../time.js';
import type { DecisionMatchType } from '../touchpoint/match-type.js';

/** The answer to "whence did this person come?", with everything that was looked at. */
export type Decision = Credited | Organic | Unattributed;

interface Answered {
  readonly opening: Opening;
  readonly finalAt: Instant;
  /** Every touchpoint that was seen in time, with every verdict. */
  readonly judged: readonly JudgedTouchpoint[];
  /** What a reader should know beside the outcome: `existing-thread`, `business-wrote-first`. */
  readonly flags: readonly DecisionFlag[];
  /** Present where a guess was made: what was weighed. */
  readonly inference?: Inference;
  /** Present where a person has answered in place of the evidence. */
  readonly overridden?: Overridden;
}

export interface Credited extends Answered {
  readonly status: 'credited';
  /** Of the largest share. */
  readonly matchType: DecisionMatchType;
  /** The largest share first. */
  readonly credits: readonly [Credit, ...Credit[]];
}

/** The person opened with readable content, and nothing says that anybody sent them. */
export interface Organic extends Answered {
  readonly status: 'organic';
  /** Present where a person said so, against the evidence. */
  readonly matchType?: 'manual';
}

export interface Unattributed extends Answered {
  readonly status: 'unattributed';
  /** Kebab-case: a rule's reason, `business-wrote-first`, `existing-thread` or `content-unreadable`. */
  readonly reason: string;
}

export type DecisionFlag = 'existing-thread' | 'business-wrote-first';

/** What a person said, and what the evidence says beneath it: that is the answer again once the override is revoked. */
export interface Overridden {
  readonly override: Override;
  readonly beneath: Decision;
}
