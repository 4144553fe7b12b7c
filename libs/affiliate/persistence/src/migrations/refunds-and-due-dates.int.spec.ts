import { idFor } from '@whence/affiliate-testing';
import { migrate, workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { TransactionPerUnitOfWork } from '../stores/transaction-per-unit-of-work.js';
import { PostgresDuePartners } from '../statements/postgres-due-partners.js';
import { affiliateMigrations } from './affiliate-migrations.js';

const workspaceId = idFor('wsp', 'BRAND');
const conversionId = idFor('cvn', 'SALE');
const farAway = Date.UTC(2126, 0, 1);

/** The schema as it was before refunds, with a commission that stands and one that was reversed. */
const before = { ...affiliateMigrations, migrations: affiliateMigrations.migrations.slice(0, 2) };
const aMonthOfMoney = `
  INSERT INTO affiliate.program_terms (workspace_id, program_id, program_version, currency, rewards, hold_days)
  VALUES ('${workspaceId}', '${idFor('prg', 'CREATORS')}', 1, 'EUR', '[]', 30);
  INSERT INTO affiliate.commission (workspace_id, id, partner_id, program_id, program_version, conversion_id,
    conversion_version, rewarded_on, reward_kind, amount_minor, currency, occurred_at, due_at, status, accrued_at, reversed_at)
  SELECT '${workspaceId}', id, partner_id, '${idFor('prg', 'CREATORS')}', 1, '${conversionId}', 1, 'sale', 'flat', 500, 'EUR',
    now(), now(), status, now(), reversed_at
  FROM (VALUES ('${idFor('com', 'C1')}', '${idFor('prt', 'ANNA')}', 'reversed', now()),
               ('${idFor('com', 'C2')}', '${idFor('prt', 'BEN')}', 'pending', NULL)) AS c (id, partner_id, status, reversed_at)`;

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: test.ownerUrl }).initialize();
  await owner.query('DROP SCHEMA affiliate CASCADE');
  await owner.destroy();
  await migrate(test.ownerUrl, [before]);
  await test.database.inTransaction(workerScope(workspaceId), (tx) => tx.query(aMonthOfMoney));
  await migrate(test.ownerUrl, [affiliateMigrations]);
});

afterAll(() => test.drop());

describe('money from before there were refunds', () => {
  it('stands, or is reversed because it is credited otherwise, and nothing of it was refunded', async () => {
    const standing = await new TransactionPerUnitOfWork(test.database).run(workspaceId, ({ commissions }) =>
      commissions.standingOn([conversionId]),
    );
    expect(standing).toMatchObject([{ id: idFor('com', 'C2'), status: 'pending', refundReversals: [] }]);
  });

  it('falls due in its workspace, although no program was learnt since', async () => {
    expect(await new PostgresDuePartners(test.database).at(farAway, 9)).toEqual([
      { workspaceId, partnerId: idFor('prt', 'BEN') },
    ]);
  });
});
