import { UnitOfWork, type Stores } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

import { PostgresUnitOfWork } from './postgres-unit-of-work.js';

/** Units of work in transactions of their own: of work that no event began. */
export class TransactionPerUnitOfWork extends UnitOfWork {
  constructor(private readonly database: Database) {
    super();
  }

  override run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.database.inTransaction(workerScope(workspaceId), (tx) =>
      new PostgresUnitOfWork(tx).run(workspaceId, work),
    );
  }
}
