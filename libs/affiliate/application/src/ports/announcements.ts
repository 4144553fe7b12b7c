import type { Instant, LedgerTransaction, PendingCommission, ReversedCommission } from '@whence/affiliate-domain';

/** What others are told, committed with the state it tells of. */
export interface Announcement {
  /** A pending commission was accrued, a reversed one reversed. */
  readonly commission: PendingCommission | ReversedCommission;
  readonly transaction: LedgerTransaction;
}

export abstract class Announcements {
  abstract add(announcements: readonly Announcement[], recordedAt: Instant): Promise<void>;
}
