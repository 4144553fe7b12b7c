import type { CommissionId, LedgerTransaction, LedgerTransactionId } from '@whence/affiliate-domain';

/** Double entry, append only. */
export abstract class Ledger {
  /** Rejects where a posting key was used before, or where a transaction does not sum to zero. */
  abstract post(transactions: readonly LedgerTransaction[]): Promise<void>;

  /** The transactions by which these commissions were accrued. */
  abstract accrualsOf(commissionIds: readonly CommissionId[]): Promise<ReadonlyMap<CommissionId, LedgerTransactionId>>;
}
