import type { Attribution, ContactId, Touchpoint, TouchpointId, Verdict } from '@whence/attribution-domain';

/** A touchpoint as it is kept for explanations. */
export interface ExplainedTouchpoint {
  readonly contactId: ContactId;
  readonly touch: Touchpoint;
  readonly entryId: string;
  readonly verdicts: readonly Verdict[];
}

/** A touchpoint that is new, or that a copy has added to. */
export interface TouchpointVersion {
  readonly contactId: ContactId;
  readonly touch: Touchpoint;
  readonly version: number;
}

export interface NewDecision {
  readonly contactId: ContactId;
  readonly attribution: Attribution;
}

/** Decisions of contacts, every version kept. */
export abstract class Decisions {
  /** What stands for each; a contact without a decision is missing. */
  abstract standing(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Attribution>>;

  /**
   * Each is the next version of its contact, and stands from now on. From a contact's first one on it is awaited to become
   * final, at the moment that the newest one names.
   */
  abstract add(decisions: readonly NewDecision[]): Promise<void>;

  /** Answers those of the contacts whose decision was still awaited to become final, which it no longer is. */
  abstract stopAwaiting(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>>;

  /** Keeps what is explained of these touchpoints; answers those whose evidence is new or has grown. */
  abstract explain(touchpoints: readonly ExplainedTouchpoint[]): Promise<readonly TouchpointVersion[]>;

  /** Forgets touchpoints that turned out to be none, where they were kept. */
  abstract withdraw(ids: readonly TouchpointId[]): Promise<void>;
}
