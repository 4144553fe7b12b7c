import type { Instant, LedgerTransaction, PendingCommission, ReversedCommission } from '@whence/affiliate-domain';

/** What others are told, committed with the state it tells of. */
export interface Announcement {
  /** A pending commission was accrued, a reversed one reversed. */
  readonly commission: PendingCommission | ReversedCommission;
  readonly transaction: LedgerTransaction;
}

export abstract class Announcements {
  /**
   * The last thing of a unit of work: partners hear of their commissions in the order in which these were committed, so
   * it waits for whoever tells the same partners, and holds them to the end.
   */
  abstract add(announcements: readonly Announcement[], recordedAt: Instant): Promise<void>;
}
