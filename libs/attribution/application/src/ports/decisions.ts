import type { Attribution, ContactId, Touchpoint, TouchpointId, Verdict } from '@whence/attribution-domain';

/** A touchpoint as it is kept for explanations. */
export interface ExplainedTouchpoint {
  readonly touch: Touchpoint;
  readonly entryId: string;
  readonly verdicts: readonly Verdict[];
}

/** A touchpoint that is new, or that a copy has added to. */
export interface TouchpointVersion {
  readonly touch: Touchpoint;
  readonly version: number;
}

/** Decisions of contacts, every version kept. */
export abstract class Decisions {
  abstract standing(contactId: ContactId): Promise<Attribution | undefined>;

  abstract add(contactId: ContactId, attribution: Attribution): Promise<void>;

  /** Keeps what is explained of these touchpoints; answers those whose evidence is new or has grown. */
  abstract explain(
    contactId: ContactId,
    touchpoints: readonly ExplainedTouchpoint[],
  ): Promise<readonly TouchpointVersion[]>;

  /** Forgets touchpoints that turned out to be none, where they were kept. */
  abstract withdraw(contactId: ContactId, ids: readonly TouchpointId[]): Promise<void>;
}
