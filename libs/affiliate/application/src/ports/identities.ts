import type { CommissionId, LedgerTransactionId } from '@whence/affiliate-domain';

/** Draws the ids of what is made here. */
export abstract class Identities {
  abstract commissionId(): CommissionId;
  abstract ledgerTransactionId(): LedgerTransactionId;
}
