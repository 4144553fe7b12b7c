import type { MoneyRecords } from '@whence/affiliate-testing';
import { RowSource } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import {
  affiliateRows,
  PostgresCommissionStatements,
  PostgresDuePartners,
  PostgresLedgerStatements,
  PostgresWaitingConversions,
  PostgresWaitingRefunds,
  TransactionPerUnitOfWork,
} from '../src/index.js';

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
    waitingRefunds: new PostgresWaitingRefunds(testDatabase.database),
    duePartners: new PostgresDuePartners(testDatabase.database),
    async drop() {
      await rows.close();
      await testDatabase.drop();
    },
  };
};
