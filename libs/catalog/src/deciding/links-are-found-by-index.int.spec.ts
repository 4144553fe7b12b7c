import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { CatalogFacts } from './catalog-facts.js';

const workspaceId = 'wsp_00000000000000000000000001';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  // As many links as make an index worth while; what they refer to does not matter here.
  await owner.query('SET session_replication_role = replica');
  await owner.query(
    `INSERT INTO catalog.link (workspace_id, id, revision, created_at, updated_at, key, ref_code, text_code, channel_account_id, active_from, status)
     SELECT $1, 'lnk_' || lpad(n::text, 26, '0'), 1, now(), now(), 'key-' || n, 'Ref' || n, 'WH-' || n, 'cha_1', now(), 'active'
     FROM generate_series(1, 5000) AS n`,
    [workspaceId],
  );
  await owner.query('ANALYZE catalog.link');
  await owner.end();
});

afterAll(async () => database.drop());

describe('behind row-level security', () => {
  it('every decision finds its links by index, whatever names them', async () => {
    const plans: string[] = [];
    await database.database.inTransaction(workerScope(workspaceId), async (tx) => {
      const explaining = {
        query: async <Row>(sql: string, params?: readonly unknown[]) => {
          const plan = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params);
          plans.push(...plan.map((line) => line['QUERY PLAN']));
          return tx.query<Row>(sql, params);
        },
      };
      const names = { linkIds: ['lnk_00000000000000000000000001'], refCodes: ['ANNA10'], textCodes: ['WH-K7M4Q2C'] };
      await new CatalogFacts(explaining).linksNamed(workspaceId, names);
    });
    for (const column of ['id', 'ref_code', 'text_code']) {
      expect(plans.join('\n')).toMatch(new RegExp(`Index Cond:.*\\W${column} = ANY`));
    }
  });
});
