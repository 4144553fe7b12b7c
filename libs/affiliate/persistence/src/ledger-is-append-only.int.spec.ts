import { idFor } from '@whence/affiliate-testing';
import { apiScope, workerScope, type Scope, type Transaction } from '@whence/platform/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { postgresMoneyRecords, type PostgresMoneyRecords } from '../test/postgres-money-records.js';

const workspaceId = idFor('wsp', 'BRAND');
const otherWorkspaceId = idFor('wsp', 'RIVAL');

let records: PostgresMoneyRecords;
let transactionId: string;
let written = 0;

beforeAll(async () => {
  records = await postgresMoneyRecords();
});

afterAll(() => records.drop());

beforeEach(async () => {
  written += 1;
  transactionId = idFor('ltx', `T${String(written)}`);
  await asWorker((tx) => write(tx, [150, -150]));
});

const run = (scope: Scope, work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
  records.testDatabase.database.inTransaction(scope, work);
const asWorker = (work: (tx: Transaction) => Promise<unknown>) => run(workerScope(workspaceId), work);
const asApi = (sql: string) => run(apiScope(workspaceId), (tx) => tx.query(sql));

/** Writes a transaction past all code of ours: only the database is asked. */
const write = async (
  tx: Transaction,
  amounts: readonly number[],
  { id = transactionId, announced = amounts.length, currencies = ['EUR'] } = {},
): Promise<void> => {
  await tx.query(
    `INSERT INTO affiliate.ledger_transaction
       (workspace_id, id, posting_key, kind, commission_id, occurred_at, recorded_at, posting_count)
     VALUES ($1, $2, $2, 'commission-accrued', 'com_1', now(), now(), $3)`,
    [workspaceId, id, announced],
  );
  for (const [position, amount] of amounts.entries())
    await addPosting(tx, { id, position, amount, currency: currencies[position] ?? 'EUR' });
};

const addPosting = (tx: Transaction, posting: { id: string; position: number; amount: number; currency: string }) =>
  tx.query(
    `INSERT INTO affiliate.ledger_posting (workspace_id, transaction_id, position, account, amount_minor, currency)
     VALUES ($1, $2, $3, 'partner-payable:prt_1', $4, $5)`,
    [workspaceId, posting.id, posting.position, posting.amount, posting.currency],
  );

const outOfBalance = { constraint: 'ledger_sums_to_zero' };
const notPermitted = { code: '42501' };

describe('the database refuses, whatever the code says,', () => {
  const other = { id: idFor('ltx', 'OTHER') };

  it.each([
    ['a transaction that does not sum to zero', [150, -149], {}],
    ['one whose currencies make up for each other', [150, -150], { currencies: ['EUR', 'BRL'] }],
    ['one without postings', [], {}],
    ['one with fewer postings than it announced', [150, -150], { announced: 4 }],
  ])('%s', async (_, amounts, options) => {
    await expect(asWorker((tx) => write(tx, amounts, { ...other, ...options }))).rejects.toMatchObject(outOfBalance);
  });

  it('postings that are added to a committed transaction, even when they sum to zero', async () => {
    const grown = asWorker(async (tx) => {
      await addPosting(tx, { id: transactionId, position: 2, amount: 7, currency: 'EUR' });
      await addPosting(tx, { id: transactionId, position: 3, amount: -7, currency: 'EUR' });
    });
    await expect(grown).rejects.toMatchObject(outOfBalance);
  });

  it('a transaction that is hidden from the check by changing the scope', async () => {
    const hidden = asWorker(async (tx) => {
      await write(tx, [150, -149], other);
      await tx.query(`SELECT set_config('whence.workspaces', '', true)`);
    });
    await expect(hidden).rejects.toMatchObject(outOfBalance);
  });

  it('a second transaction under the same posting key', async () => {
    await expect(asWorker((tx) => write(tx, [1, -1]))).rejects.toMatchObject({ code: '23505' });
  });

  it.each([
    ['changing a posting', 'UPDATE affiliate.ledger_posting SET amount_minor = 0'],
    ['changing a transaction', "UPDATE affiliate.ledger_transaction SET kind = 'x'"],
    ['deleting postings', 'DELETE FROM affiliate.ledger_posting'],
    ['deleting transactions', 'DELETE FROM affiliate.ledger_transaction'],
    ['changing the amount of a commission', 'UPDATE affiliate.commission SET amount_minor = 1'],
    ['changing a refund', 'UPDATE affiliate.refund SET amount_minor = 1'],
    ['deleting refunds', 'DELETE FROM affiliate.refund'],
    ['deleting commissions', 'DELETE FROM affiliate.commission'],
  ])('%s, to the worker as well', async (_, sql) => {
    await expect(asWorker((tx) => tx.query(sql))).rejects.toMatchObject(notPermitted);
    await expect(asApi(sql)).rejects.toMatchObject(notPermitted);
  });

  it('the API role writing anything, and reading what people do not see', async () => {
    await expect(run(apiScope(workspaceId), (tx) => write(tx, [1, -1], other))).rejects.toMatchObject(notPermitted);
    await expect(asApi('SELECT FROM affiliate.conversion')).rejects.toMatchObject(notPermitted);
    await expect(asApi('SELECT FROM affiliate.outbox')).rejects.toMatchObject(notPermitted);
  });

  it.each(['ledger_transaction', 'ledger_posting', 'commission', 'partner'])(
    'showing one workspace the rows of another: %s',
    async (table) => {
      const seen = await run(apiScope(otherWorkspaceId), (tx) => tx.query(`SELECT FROM affiliate.${table}`));
      expect(seen).toEqual([]);
    },
  );

  it('undoing more of a commission than there is of it', async () => {
    const undone = asWorker((tx) =>
      tx.query(
        `INSERT INTO affiliate.commission (workspace_id, id, partner_id, program_id, program_version, conversion_id,
           conversion_version, rewarded_on, reward_kind, amount_minor, currency, occurred_at, due_at, status, accrued_at,
           refunded_minor)
         VALUES ($1, 'com_1', 'prt_1', 'prg_1', 1, 'cvn_1', 1, 'sale', 'flat', 150, 'EUR', now(), now(), 'pending', now(), 151)`,
        [workspaceId],
      ),
    );
    await expect(undone).rejects.toMatchObject({ constraint: 'commission_refunded_in_part_or_whole' });
  });

  it('letting one workspace write into another', async () => {
    await expect(run(workerScope(otherWorkspaceId), (tx) => write(tx, [1, -1], other))).rejects.toMatchObject(
      notPermitted,
    );
  });
});
