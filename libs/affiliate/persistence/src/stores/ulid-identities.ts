import { Identities } from '@whence/affiliate-application';
import type { CommissionId, LedgerTransactionId } from '@whence/affiliate-domain';
import { newId } from '@whence/platform/crypto';

export class UlidIdentities extends Identities {
  override commissionId(): CommissionId {
    return newId('com');
  }

  override ledgerTransactionId(): LedgerTransactionId {
    return newId('ltx');
  }
}
