import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { theWorkspace } from '@whence/attribution-testing';
import { migrate, workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import { DataSource } from 'typeorm';

import { PostgresAwaitedFinality } from '../stores/postgres-awaited-finality.js';
import { PostgresParkedConversions } from '../stores/postgres-parked-conversions.js';
import { AwaitFinality1764300000300 } from './1764300000300-await-finality.js';
import { attributionMigrations } from './index.js';

/** The schema as it was before anything in it happened by the clock. */
const before = {
  ...attributionMigrations,
  migrations: attributionMigrations.migrations.slice(
    0,
    attributionMigrations.migrations.indexOf(AwaitFinality1764300000300),
  ),
};
const people = `
  INSERT INTO attribution.contact (workspace_id, id, first_seen_at)
  SELECT '${theWorkspace}', id, '2026-11-01T10:00:00Z' FROM unnest(ARRAY['ctc_ANA', 'ctc_BEN', 'ctc_CAT']) AS id`;
interface Decided {
  readonly finalAt: string;
  readonly isStanding?: boolean;
}

const decide = (contactId: string, version: number, { finalAt, isStanding = true }: Decided): string => `
  INSERT INTO attribution.decision (workspace_id, contact_id, version, status, credits, conversation_id, opened_at, final_at,
    decided_at, because, flags, is_standing)
  VALUES ('${theWorkspace}', '${contactId}', ${version}, 'organic', '[]', 'cnv_1', '2026-11-01T10:00:00Z', '${finalAt}',
    '2026-11-01T10:00:01Z', 'evidence-arrived', '{}', ${isStanding})`;

const park = (id: string): string => `
  INSERT INTO attribution.conversion (workspace_id, id, type, external_id, fingerprint, occurred_at, received_at, status,
    credits, version)
  VALUES ('${theWorkspace}', '${id}', 'lead', '${id}', '', '2026-10-01T10:00:00Z', '2026-10-01T10:00:00Z', 'parked', '[]', 0)`;

let test: TestDatabase;

const inTheWorkspace = (...statements: readonly string[]) =>
  test.database.inTransaction(workerScope(theWorkspace), async (tx) => {
    for (const statement of statements) await tx.query(statement);
  });

beforeAll(async () => {
  test = await createTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: test.ownerUrl }).initialize();
  await owner.query('DROP SCHEMA attribution CASCADE');
  await owner.destroy();
  await migrate(test.ownerUrl, [before]);
  await inTheWorkspace(
    people,
    decide('ctc_ANA', 1, { finalAt: '2026-11-12T10:00:00Z', isStanding: false }),
    decide('ctc_ANA', 2, { finalAt: '2026-11-09T10:00:00Z' }),
    park('cvn_1'),
    decide('ctc_BEN', 1, { finalAt: '2026-11-10T10:00:00Z' }),
  );
  await migrate(test.ownerUrl, [attributionMigrations]);
});

afterAll(() => test.drop());

const finalAt = async (moment: string) => {
  const found = await new PostgresAwaitedFinality(test.database).at(Date.parse(moment), 9);
  return found.map(({ contactId }) => contactId);
};

describe('decisions from before finality was told of', () => {
  it('are awaited, each by what stands, the longest past first', async () => {
    expect(await finalAt('2026-11-09T09:59:59.999Z')).toEqual([]);
    expect(await finalAt('2026-11-09T10:00:00Z')).toEqual(['ctc_ANA']);
    expect(await finalAt('2026-11-11T00:00:00Z')).toEqual(['ctc_ANA', 'ctc_BEN']);
  });

  it('are joined by those that a process of the version before still makes', async () => {
    await inTheWorkspace(decide('ctc_CAT', 1, { finalAt: '2026-11-08T10:00:00Z' }));
    expect(await finalAt('2026-11-11T00:00:00Z')).toEqual(['ctc_CAT', 'ctc_ANA', 'ctc_BEN']);
  });
});

describe('conversions that were parked before anybody gave up waiting', () => {
  it('are found in their workspace', async () => {
    expect(await new PostgresParkedConversions(test.database).heardOfBy(Date.parse('2026-10-01T10:00:00Z'), 9)).toEqual(
      [{ workspaceId: theWorkspace, conversionId: 'cvn_1' }],
    );
  });
});
