import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { asOwner } from '../../test/owner.js';
import { Database, isPassingFault, RowSource, workerScope, type Scope, type Transaction } from './index.js';

let test: TestDatabase;
let database: Database;
let rows: RowSource;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database({ url: test.appUrl, applicationName: 'whence-test', connectionsMax: 2 });
  rows = new RowSource({ name: 'test', url: test.appUrl, rows: [], connectionsMax: 2 });
});

afterAll(async () => {
  await database.close();
  await rows.close();
  await test.drop();
});

type Run = <T>(scope: Scope, work: (tx: Transaction) => Promise<T>) => Promise<T>;

const sources: readonly { readonly name: string; readonly run: Run }[] = [
  { name: 'a pool', run: (scope, work) => database.inTransaction(scope, work) },
  { name: 'a row source', run: (scope, work) => rows.inTransaction(scope, (_manager, tx) => work(tx)) },
];

const endAllConnections = (): Promise<unknown> =>
  asOwner(
    test.ownerUrl,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );

/** What a promise was rejected with. */
const errorOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('it was expected to fail');
    },
    (error: unknown) => error,
  );

const answer = (tx: Transaction): Promise<unknown> => tx.query('SELECT 1 AS one');

describe.each(sources)('$name whose connection is lost', ({ run }) => {
  it('calls it a passing fault and goes on with a new one, when it happens during a statement', async () => {
    const waiting = errorOf(run(workerScope(), (tx) => tx.query('SELECT pg_sleep(30)')));
    await sleep(100);
    await endAllConnections();
    expect(isPassingFault(await waiting)).toBe(true);
    await expect(run(workerScope(), answer)).resolves.toEqual([{ one: 1 }]);
  });

  it('calls it a passing fault and goes on with a new one, when it happens between two statements', async () => {
    const work = errorOf(
      run(workerScope(), async (tx) => {
        await answer(tx);
        await endAllConnections();
        await sleep(200);
        return answer(tx);
      }),
    );
    expect(isPassingFault(await work)).toBe(true);
    await expect(run(workerScope(), answer)).resolves.toEqual([{ one: 1 }]);
  });

  it('goes on with a new one, when it happens to an idle connection', async () => {
    await run(workerScope(), answer);
    await endAllConnections();
    await sleep(200);
    await expect(run(workerScope(), answer)).resolves.toEqual([{ one: 1 }]);
  });
});

describe('a database that is away', () => {
  const nobody = 'postgres://whence_app:none@127.0.0.1:1/none';

  it('is a passing fault, and not reachable', async () => {
    const away = new Database({ url: nobody, applicationName: 'whence-test' });
    expect(isPassingFault(await errorOf(away.inTransaction(workerScope(), answer)))).toBe(true);
    expect(await away.isReachable()).toBe(false);
    await away.close();
    const awayRows = new RowSource({ name: 'away', url: nobody, rows: [] });
    const work = (): Promise<unknown> => awayRows.inTransaction(workerScope(), (_manager, tx) => answer(tx));
    expect(isPassingFault(await errorOf(work()))).toBe(true);
    expect(isPassingFault(await errorOf(work()))).toBe(true);
    await awayRows.close();
  });

  it('is told apart from content that cannot be taken', async () => {
    const errors = [
      await errorOf(database.inTransaction(workerScope(), (tx) => tx.query('SELECT 1 / 0'))),
      await errorOf(database.inTransaction(workerScope(), (tx) => tx.query('SELECT $1::jsonb', ['{"a":"\\u0000"}']))),
      await errorOf(rows.inTransaction(workerScope(), (_manager, tx) => tx.query('SELECT $1::int', ['ten']))),
      new Error('a defect'),
      'a text',
      undefined,
    ];
    expect(errors.map(isPassingFault)).toEqual([false, false, false, false, false, false]);
  });

  it('is a passing fault also after it was closed here', async () => {
    const closed = new Database({ url: test.appUrl, applicationName: 'whence-test' });
    await closed.close();
    expect(isPassingFault(await errorOf(closed.inTransaction(workerScope(), answer)))).toBe(true);
  });

  it('is a passing fault where every connection is in use for too long', async () => {
    const narrow = new Database({ url: test.appUrl, applicationName: 'whence-test', connectionsMax: 1 });
    const held = narrow.inTransaction(workerScope(), (tx) => tx.query('SELECT pg_sleep(6)'));
    expect(isPassingFault(await errorOf(narrow.inTransaction(workerScope(), answer)))).toBe(true);
    await held;
    await narrow.close();
  });

  it('answers two that wait for each other with a passing fault for one of them', async () => {
    const meet = async (first: number, second: number): Promise<unknown> =>
      database.inTransaction(workerScope(), async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [first]);
        await sleep(200);
        return tx.query('SELECT pg_advisory_xact_lock($1)', [second]);
      });
    const outcomes = await Promise.allSettled([meet(1, 2), meet(2, 1)]);
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(failed).toHaveLength(1);
    expect(isPassingFault(failed[0])).toBe(true);
  });
});
