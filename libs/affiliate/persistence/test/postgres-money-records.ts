import { UnitOfWork, type Stores } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';
import type { MoneyRecords } from '@whence/affiliate-testing';
import { RowSource, workerScope, type Database } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import {
  affiliateRows,
  PostgresCommissionStatements,
  PostgresLedgerStatements,
  PostgresUnitOfWork,
  PostgresWaitingConversions,
} from '../src/index.js';

/** Units of work in transactions of their own, as the consumer begins them. */
class TransactionPerUnitOfWork extends UnitOfWork {
  constructor(private readonly database: Database) {
    super();
  }

  override run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.database.inTransaction(workerScope(workspaceId), (tx) =>
      new PostgresUnitOfWork(tx).run(workspaceId, work),
    );
  }
}

export interface PostgresMoneyRecords extends MoneyRecords {
  readonly testDatabase: TestDatabase;
  drop(): Promise<void>;
}

export const postgresMoneyRecords = async (): Promise<PostgresMoneyRecords> => {
  const testDatabase = await createTestDatabase();
  const rows = new RowSource({ name: 'affiliate-test', url: testDatabase.appUrl, rows: affiliateRows });
  return {
    testDatabase,
    unitOfWork: new TransactionPerUnitOfWork(testDatabase.database),
    commissionStatements: new PostgresCommissionStatements(rows),
    ledgerStatements: new PostgresLedgerStatements(rows),
    waitingConversions: new PostgresWaitingConversions(testDatabase.database),
    async drop() {
      await rows.close();
      await testDatabase.drop();
    },
  };
};
