import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { asOwner } from '../../test/owner.js';
import { apiScope, Database, RowSource, tenantPolicySql, workerScope, type Scope, type Transaction } from './index.js';

interface Note {
  readonly workspace_id: string;
}

const tenants = 5;
const requests = 50;

let test: TestDatabase;
let database: Database;
let rows: RowSource;

beforeAll(async () => {
  test = await createTestDatabase();
  await asOwner(
    test.ownerUrl,
    'CREATE SCHEMA desk',
    'CREATE TABLE desk.note (workspace_id text NOT NULL, text text NOT NULL)',
    tenantPolicySql('desk.note'),
    'GRANT USAGE ON SCHEMA desk TO whence_api, whence_worker',
    'GRANT SELECT, INSERT, UPDATE, DELETE ON desk.note TO whence_api, whence_worker',
    `INSERT INTO desk.note SELECT 'wsp_' || n % ${tenants}, 'note ' || n FROM generate_series(1, 100) AS n`,
  );
  // Far fewer connections than requests: each is used by many tenants in turn.
  database = new Database({ url: test.appUrl, applicationName: 'whence-test', connectionsMax: 3 });
  rows = new RowSource({ name: 'test', url: test.appUrl, rows: [], connectionsMax: 3 });
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

const seenBy = async (run: Run, scope: Scope): Promise<readonly string[]> => {
  const notes = await run(scope, (tx) => tx.query<Note>('SELECT DISTINCT workspace_id FROM desk.note ORDER BY 1'));
  return notes.map((note) => note.workspace_id);
};

describe.each(sources)('a scope on $name', ({ run }) => {
  it(`lets ${requests} requests at once see their own workspace, and never another's`, async () => {
    const asked = Array.from({ length: requests }, (_, index) => `wsp_${index % tenants}`);
    const seen = await Promise.all(asked.map((workspaceId) => seenBy(run, apiScope(workspaceId))));
    expect(seen).toEqual(asked.map((workspaceId) => [workspaceId]));
  });

  it('lets a worker see the workspaces of its batch', async () => {
    expect(await seenBy(run, workerScope('wsp_1', 'wsp_3', 'wsp_1'))).toEqual(['wsp_1', 'wsp_3']);
  });

  it('that names no workspace sees nothing', async () => {
    expect(await seenBy(run, workerScope())).toEqual([]);
    expect(await seenBy(run, apiScope(''))).toEqual([]);
  });

  it('cannot be widened by what a workspace is called', async () => {
    expect(await seenBy(run, apiScope('wsp_1,wsp_2'))).toEqual([]);
    expect(await seenBy(run, apiScope(`wsp_1' OR '1'='1`))).toEqual([]);
  });

  it('writes into its own workspace only', async () => {
    const write = (scope: Scope): Promise<unknown> =>
      run(scope, (tx) => tx.query(`INSERT INTO desk.note VALUES ('wsp_2', 'planted')`));
    await expect(write(apiScope('wsp_1'))).rejects.toThrow('row-level security');
    await expect(write(workerScope('wsp_1'))).rejects.toThrow('row-level security');
    const moved = run(apiScope('wsp_1'), (tx) => tx.query(`UPDATE desk.note SET workspace_id = 'wsp_2'`));
    await expect(moved).rejects.toThrow('row-level security');
    const others = await run(apiScope('wsp_1'), (tx) =>
      tx.query(`DELETE FROM desk.note WHERE workspace_id = 'wsp_2' RETURNING 1`),
    );
    expect(others).toEqual([]);
  });

  it('ends with its transaction, on the same connection', async () => {
    await seenBy(run, apiScope('wsp_1'));
    const left = await run(workerScope(), (tx) =>
      tx.query(`SELECT current_user AS role, current_setting('whence.workspaces', true) AS workspaces`),
    );
    expect(left).toEqual([{ role: 'whence_worker', workspaces: '' }]);
  });

  it('leaves nothing of a transaction that failed', async () => {
    const failing = run(apiScope('wsp_1'), async (tx) => {
      await tx.query(`INSERT INTO desk.note VALUES ('wsp_1', 'half done')`);
      throw new Error('work failed');
    });
    await expect(failing).rejects.toThrow('work failed');
    const halves = await run(apiScope('wsp_1'), (tx) => tx.query(`SELECT FROM desk.note WHERE text = 'half done'`));
    expect(halves).toEqual([]);
  });

  it('does not call a transaction done that PostgreSQL rolled back', async () => {
    const swallowing = run(apiScope('wsp_1'), async (tx) => {
      await tx.query(`INSERT INTO desk.note VALUES ('wsp_1', 'lost')`);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(swallowing).rejects.toThrow();
  });
});

describe('a connection outside a scope', () => {
  it('sees no tenant’s table at all', async () => {
    await expect(asOwner(test.appUrl, 'SELECT FROM desk.note')).rejects.toThrow('permission denied');
    await expect(asOwner(test.appUrl, 'SET ROLE whence_api', 'SELECT FROM desk.note')).resolves.toEqual([]);
  });

  it('may not be one of a superuser, an owner or a role that bypasses policies', async () => {
    const superuser = new Database({ url: test.ownerUrl, applicationName: 'whence-test' });
    await expect(superuser.refuseUnsafeRole()).rejects.toThrow('superuser');
    await superuser.close();
    await expect(database.refuseUnsafeRole()).resolves.toBeUndefined();
    await expect(rows.refuseUnsafeRole()).resolves.toBeUndefined();
  });
});
