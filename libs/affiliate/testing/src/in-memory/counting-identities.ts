import { Identities } from '@whence/affiliate-application';
import type { CommissionId, LedgerTransactionId } from '@whence/affiliate-domain';

import { idFor } from '../builders/names.js';

/** Ids that count up, so that a later one sorts behind an earlier one. */
export class CountingIdentities extends Identities {
  private drawn = 0;

  override commissionId(): CommissionId {
    return idFor('com', this.next());
  }

  override ledgerTransactionId(): LedgerTransactionId {
    return idFor('ltx', this.next());
  }

  private next(): string {
    this.drawn += 1;
    return String(this.drawn).padStart(9, '0');
  }
}
