import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrate } from '@whence/platform/postgres';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { catalogMigrations } from '../migrations/index.js';

const owner = 'catalog_test_owner';
const name = 'whence_test_catalog_owner';

let server: TestDatabase;
let admin: pg.Client;

const urlOf = (changes: { readonly username?: string; readonly password?: string }): string =>
  Object.assign(new URL(server.ownerUrl), { pathname: `/${name}`, ...changes }).href;

const connected = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};

beforeAll(async () => {
  server = await createTestDatabase();
  admin = await connected(server.ownerUrl);
  await admin.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'test'`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${owner}`);
});

afterAll(async () => {
  await dropTestDatabase(admin, name);
  await admin.query(`DROP ROLE ${owner}`);
  await admin.end();
  await server.drop();
});

// The policies are forced on the owner, as whom the view reads: without a policy of his own it would be empty, which a
// superuser never notices.
it('shows the redirect its links also where the owner of the tables is no superuser', async () => {
  await migrate(urlOf({ username: owner, password: 'test' }), [catalogMigrations]);
  const client = await connected(urlOf({}));
  try {
    await client.query(`
      INSERT INTO catalog.channel_account
      VALUES ('wsp_1', 'cha_1', 1, now(), now(), 'instagram', 'brand', 'active');
      INSERT INTO catalog.channel_account_external_id VALUES ('wsp_1', 'cha_1', 'metaId', '501');
      INSERT INTO catalog.link (workspace_id, id, revision, created_at, updated_at, key, ref_code, text_code,
        channel_account_id, active_from, status)
      VALUES ('wsp_1', 'lnk_1', 1, now(), now(), 'anna', 'ANNA10', 'WH-A2B3C4D', 'cha_1', now(), 'active');
      SET ROLE whence_worker;`);
    const { rows } = await client.query('SELECT key, meta_id FROM catalog.redirect_link');
    expect(rows).toEqual([{ key: 'anna', meta_id: '501' }]);
    expect((await client.query('SELECT * FROM catalog.link')).rows).toEqual([]);
  } finally {
    await client.end();
  }
});
