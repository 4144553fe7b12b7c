import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { asOwner } from '../../test/owner.js';
import { migrate, type MigrationSet } from './index.js';

class FirstShelf1700000000000 implements MigrationInterface {
  name = 'FirstShelf1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf.book (id text PRIMARY KEY)');
    await runner.query('SELECT pg_sleep(0.2)');
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

class SecondShelf1700000000001 implements MigrationInterface {
  name = 'SecondShelf1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shelf.book ADD COLUMN title text');
    throw new Error('a mistake');
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

const first: MigrationSet = { schema: 'shelf', migrations: [FirstShelf1700000000000] };
const both: MigrationSet = { schema: 'shelf', migrations: [FirstShelf1700000000000, SecondShelf1700000000001] };

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(async () => {
  await test.drop();
});

describe('migrating', () => {
  it('runs each migration once, however many processes start it', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(test.ownerUrl, [first])));
    expect(runs.flat()).toEqual(['shelf: FirstShelf1700000000000']);
    expect(await migrate(test.ownerUrl, [first])).toEqual([]);
  });

  it('keeps nothing of a migration that failed', async () => {
    await expect(migrate(test.ownerUrl, [both])).rejects.toThrow('a mistake');
    const columns = await asOwner(
      test.ownerUrl,
      `SELECT column_name FROM information_schema.columns WHERE table_schema = 'shelf' AND table_name = 'book'`,
    );
    expect(columns).toEqual([{ column_name: 'id' }]);
  });
});
