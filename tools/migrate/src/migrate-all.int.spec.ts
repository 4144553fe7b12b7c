import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { migrateAll } from './migrate-all.js';

const own = `whence_test_own_${randomBytes(6).toString('hex')}`;
const said: string[] = [];
const say = (line: string): void => void said.push(line);

let test: TestDatabase;
let owner: pg.Client;

const urlOf = (database: string, login?: string): string => {
  const url = new URL(test.ownerUrl);
  url.pathname = `/${database}`;
  if (login !== undefined) Object.assign(url, { username: login, password: 'wrong' });
  return url.href;
};

const schemasIn = async (database: string): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    const { rows } = await client.query<{ nspname: string }>(
      `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')`,
    );
    return rows.map(({ nspname }) => nspname).sort();
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  test = await createTestDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${own}`);
});

afterAll(async () => {
  await dropTestDatabase(owner, own);
  await owner.end();
  await test.drop();
});

describe('migrating a deployment', () => {
  it('puts a schema that was moved, and nothing else, into its own database, as the main owner', async () => {
    const env = { DATABASE_MIGRATION_URL: test.ownerUrl, ANALYTICS_DATABASE_URL: urlOf(own, 'whence_app') };
    await migrateAll(env, say);
    expect(said[0]).toMatch(/^migrated analytics: .+ \(its own database\)$/);
    expect(await schemasIn(own)).toEqual(['analytics']);
    said.length = 0;
    await migrateAll(env, say);
    expect(said).toEqual(['every schema is up to date']);
  });

  it('names the database that refused, and the variable that helps', async () => {
    const env = {
      DATABASE_MIGRATION_URL: test.ownerUrl,
      AFFILIATE_DATABASE_MIGRATION_URL: urlOf('whence_test_nobody_made_it'),
    };
    await expect(migrateAll(env, say)).rejects.toThrow(
      /^the database of affiliate: .*does not exist; its owner is named by AFFILIATE_DATABASE_MIGRATION_URL$/,
    );
  });
});
