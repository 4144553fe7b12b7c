import type { Commission, Instant, LedgerTransactionId, Money, RefundReversal } from '@whence/affiliate-domain';

/** What others are told, committed with the state it tells of. */
export interface Announcement {
  readonly kind: 'accrued' | 'reversed' | 'due';
  readonly commission: Commission;
  /** What was accrued, reversed or fell due; always more than nothing. */
  readonly amount: Money;
  /** Where a refund reversed it, or where what that refund reversed is accrued again. */
  readonly refund: RefundReversal | undefined;
  /** Where it is in the ledger. What falls due was written there when it accrued. */
  readonly ledgerTransactionId: LedgerTransactionId;
}

export abstract class Announcements {
  /**
   * The last thing of a unit of work: partners hear of their commissions in the order in which these were committed, so
   * it waits for whoever tells the same partners, and holds them to the end.
   */
  abstract add(announcements: readonly Announcement[], recordedAt: Instant): Promise<void>;
}
