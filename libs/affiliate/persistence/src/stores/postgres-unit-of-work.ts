import { UnitOfWork, type Stores } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { PostgresAnnouncements } from './postgres-announcements.js';
import { PostgresCommissions } from './postgres-commissions.js';
import { PostgresConversions } from './postgres-conversions.js';
import { PostgresLedger } from './postgres-ledger.js';
import { PostgresPartners } from './postgres-partners.js';
import { PostgresPrograms } from './postgres-programs.js';
import { PostgresRefunds } from './postgres-refunds.js';

/**
 * Units of work inside a transaction that somebody else began: the consumer's, so that the mark "this event was taken"
 * and what was made of the event commit together.
 */
export class PostgresUnitOfWork extends UnitOfWork {
  constructor(private readonly tx: Transaction) {
    super();
  }

  override run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    return work({
      conversions: new PostgresConversions(this.tx, workspaceId),
      refunds: new PostgresRefunds(this.tx, workspaceId),
      programs: new PostgresPrograms(this.tx, workspaceId),
      partners: new PostgresPartners(this.tx, workspaceId),
      commissions: new PostgresCommissions(this.tx, workspaceId),
      ledger: new PostgresLedger(this.tx, workspaceId),
      announcements: new PostgresAnnouncements(this.tx, workspaceId),
    });
  }
}
