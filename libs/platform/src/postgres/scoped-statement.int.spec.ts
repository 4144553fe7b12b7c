import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import type pg from 'pg';

import { asOwner } from '../../test/owner.js';
import { apiScope, byteaArray, Database, isPassingFault, tenantPolicySql, workerScope } from './index.js';

const tableSql = `
  CREATE SCHEMA parcels;
  GRANT USAGE ON SCHEMA parcels TO whence_api, whence_worker;
  CREATE TABLE parcels.parcel (id text PRIMARY KEY, workspace_id text NOT NULL, content bytea);
  GRANT SELECT, INSERT ON parcels.parcel TO whence_api, whence_worker;
  ${tenantPolicySql('parcels.parcel')}`;

const ours = 'wsp_ours';
const theirs = 'wsp_theirs';

describe('a statement that is a transaction of its own', () => {
  let test: TestDatabase;
  /** Of one connection, so that what one statement left behind would be met by the next. */
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    await asOwner(test.ownerUrl, tableSql);
    database = new Database({ url: test.appUrl, applicationName: 'whence-test', connectionsMax: 1 });
  });

  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const add = (workspaceId: string, ...ids: readonly string[]) =>
    database.statement<{ id: string }>(workerScope(workspaceId), {
      sql: `INSERT INTO parcels.parcel (id, workspace_id) SELECT *, $2 FROM unnest($1::text[]) RETURNING id`,
      params: [ids, workspaceId],
    });

  const seenBy = async (scope: Parameters<Database['statement']>[0]) =>
    (
      await database.statement<{ id: string }>(scope, { sql: 'SELECT id FROM parcels.parcel ORDER BY id', params: [] })
    ).map(({ id }) => id);

  it('works under the role and for the workspaces of its scope, and answers rows as any other', async () => {
    expect(await add(ours, 'a', 'b')).toEqual([{ id: 'a' }, { id: 'b' }]);
    await add(theirs, 'c');
    expect(await seenBy(apiScope(ours))).toEqual(['a', 'b']);
    expect(await seenBy(workerScope(ours, theirs))).toEqual(['a', 'b', 'c']);
    const [row] = await database.statement(apiScope(ours), {
      sql: `SELECT current_user::text AS role, now() AS at, 1::bigint AS big, NULL AS nothing`,
      params: [],
    });
    expect(row).toEqual({ role: 'whence_api', at: expect.any(Date), big: '1', nothing: null });
  });

  it('leaves neither role nor workspaces behind on its connection', async () => {
    await seenBy(apiScope(ours));
    expect(await seenBy(workerScope())).toEqual([]);
    expect(await outsideOfAnyScope(database)).toEqual({ role: 'whence_app', workspaces: '' });
  });

  it('is refused what its scope may not do, and the connection goes on to be of use', async () => {
    await expect(
      database.statement(workerScope(ours), {
        sql: `INSERT INTO parcels.parcel (id, workspace_id) VALUES ('x', $1)`,
        params: [theirs],
      }),
    ).rejects.toThrow('row-level security');
    expect(await seenBy(workerScope(ours, theirs))).not.toContain('x');
  });

  it('stores all of its rows or none', async () => {
    await expect(add(ours, 'd', 'e', 'a')).rejects.toMatchObject({ code: '23505' });
    expect(await seenBy(workerScope(ours))).toEqual(['a', 'b']);
  });

  it('says what is wrong with a parameter or with its text', async () => {
    const circular: unknown[] = [];
    circular.push({
      toPostgres: () => {
        throw new TypeError('no parameter');
      },
    });
    await expect(database.statement(workerScope(), { sql: 'SELECT $1', params: circular })).rejects.toThrow(
      'no parameter',
    );
    await expect(database.statement(workerScope(), { sql: 'SELEKT', params: [] })).rejects.toMatchObject({
      code: '42601',
    });
    expect(await seenBy(workerScope(ours))).toEqual(['a', 'b']);
  });

  it('takes the bytes of many rows as one parameter', async () => {
    const contents = [Buffer.from([0, 1, 255]), Buffer.alloc(0), Buffer.alloc(100_000, 7)];
    await database.statement(workerScope(ours), {
      sql: `INSERT INTO parcels.parcel (id, workspace_id, content) SELECT id, $3, content FROM unnest($1::text[], $2::bytea[]) AS new (id, content)`,
      params: [['p1', 'p2', 'p3'], byteaArray(contents), ours],
    });
    const rows = await database.statement<{ content: Buffer }>(workerScope(ours), {
      sql: `SELECT content FROM parcels.parcel WHERE id LIKE 'p_' ORDER BY id`,
      params: [],
    });
    expect(rows.map(({ content }) => content)).toEqual(contents);
  });

  it('is waited for no longer than it says, and the next one gets a connection that answers', async () => {
    const hanging = database.statement(workerScope(), { sql: 'SELECT pg_sleep(30)', params: [], timeoutMs: 200 });
    const error: unknown = await hanging.catch((caught: unknown) => caught);
    expect(isPassingFault(error)).toBe(true);
    expect(await seenBy(workerScope(ours))).toContain('a');
  });
});

/** The settings of the one connection outside of any scope. */
const outsideOfAnyScope = async (database: Database): Promise<unknown> => {
  const { pool } = database as unknown as { readonly pool: pg.Pool };
  const { rows } = await pool.query<object>(
    `SELECT current_user::text AS role, current_setting('whence.workspaces', true) AS workspaces`,
  );
  return rows[0];
};
