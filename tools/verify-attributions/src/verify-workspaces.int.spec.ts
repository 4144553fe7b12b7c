import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createWorkspace } from '@whence/access';
import { RecordSignals } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import { MasterKeyFingerprints, PostgresUnitOfWork } from '@whence/attribution-persistence';
import { aSignal, FixedClock, instagramAccount, time } from '@whence/attribution-testing';
import { CatalogFacts } from '@whence/catalog';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MasterKey } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { readOptions, UsageProblem, verifyWorkspaces } from './index.js';

const masterKey = 'a master key that is long enough for tests';
const clock = new FixedClock(time('12:00'));

let test: TestDatabase;
let workspaceId: WorkspaceId;
let other: string;

beforeAll(async () => {
  test = await createTestDatabase();
  workspaceId = (await createWorkspace(test.database, { name: 'Acme' })).workspaceId as WorkspaceId;
  other = (await createWorkspace(test.database, { name: 'Other' })).workspaceId;
  const keys = new MasterKey(masterKey);
  const fingerprints = new MasterKeyFingerprints(keys);
  const work = new PostgresUnitOfWork({
    ...{ database: test.database, role: 'worker' as const, keys, fingerprints, clock },
    catalogueOn: (tx) => new CatalogFacts(tx),
  });
  const signal = aSignal({ at: time('10:00'), platformMessageId: 'mid.1' });
  const delivery = { connectionId: 'con_1', provider: 'meta-graph', receivedAt: time('11:00') } as const;
  await new RecordSignals(work, clock, { fingerprints, languageOf: () => undefined }).run({
    workspaceId,
    deliveries: [{ ...delivery, signals: [{ signal, channelAccountId: instagramAccount }] }],
  });
});

afterAll(async () => {
  await test.drop();
});

const type = async (...args: readonly string[]): Promise<{ readonly isRight: boolean; readonly said: string[] }> => {
  const said: string[] = [];
  const env = { DATABASE_URL: test.appUrl, WHENCE_MASTER_KEY: masterKey };
  const isRight = await verifyWorkspaces(readOptions(args, env), clock, (line) => said.push(line));
  return { isRight, said };
};

const asOwner = async (sql: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
};

describe('npm run verify-attributions', () => {
  it('says how much it compared, in every workspace or in the one that is named', async () => {
    const none = '0 differences, 0 explained by what came after finality, 0 unverifiable';
    const acme = `${workspaceId}: compared 1 contacts, 1 decisions, 0 touchpoints, 1 conversions: ${none}`;
    const { isRight, said } = await type();
    expect(isRight).toBe(true);
    expect([...said].sort()).toEqual(
      [acme, `${other}: compared 0 contacts, 0 decisions, 0 touchpoints, 0 conversions: ${none}`].sort(),
    );
    expect(await type('--workspace', workspaceId)).toEqual({ isRight: true, said: [acme] });
  });

  it('names each difference in a line, and ends badly', async () => {
    await asOwner(`UPDATE attribution.decision SET status = 'unattributed', reason = 'unknown-ref'`);
    const { isRight, said } = await type('--workspace', workspaceId);
    expect(isRight).toBe(false);
    expect(said[0]).toMatch(
      /^unexplained {2}ctc_\w+ {2}decision {2}reason: unknown-ref on record, nothing decided; status: unattributed on record, organic decided$/,
    );
    expect(said[1]).toContain(': 1 differences, ');
  });

  it('refuses a workspace that is not there, an unknown option, and to guess a database or a key', async () => {
    await expect(type('--workspace', 'wsp_nobody')).rejects.toThrow('there is no workspace wsp_nobody');
    const env = { DATABASE_URL: 'postgres://given', WHENCE_MASTER_KEY: masterKey };
    expect(() => readOptions(['--all'], env)).toThrow(UsageProblem);
    const home = mkdtempSync(join(tmpdir(), 'whence-home-'));
    expect(() => readOptions([], { WHENCE_HOME: home })).toThrow('there is no database');
    expect(() => readOptions([], { WHENCE_HOME: home, DATABASE_URL: 'postgres://given' })).toThrow('no master key');
  });

  it('finds what a start has kept', () => {
    const home = mkdtempSync(join(tmpdir(), 'whence-home-'));
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'server.json'), '{"port":20001}');
    writeFileSync(join(home, 'postgres', 'credentials.json'), '{"ownerPassword":"o","applicationPassword":"a"}');
    writeFileSync(join(home, 'master-key'), masterKey);
    expect(readOptions([], { WHENCE_HOME: home })).toEqual({
      databaseUrl: 'postgres://whence_app:a@127.0.0.1:20001/whence',
      masterKey,
    });
  });
});
