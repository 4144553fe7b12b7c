import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@whence/attribution-testing';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { aBrand, masterKey, type Brand } from '../test/a-brand.js';
import { run } from './index.js';

const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'whence-terms-'));

let test: TestDatabase;
let brand: Brand;

beforeAll(async () => {
  test = await createTestDatabase();
  brand = await aBrand(test);
  await brand.buys('8800000000000021');
  await brand.writesLate('8800000000000022');
});

afterAll(async () => {
  await brand.stop();
  await test.drop();
});

const termsOf = (content: unknown): string => {
  const path = join(folder, 'terms.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};

const type = async (args: readonly string[], { now = brand.now, url = test.appUrl } = {}) => {
  const said: string[] = [];
  const complaints: string[] = [];
  const code = await run({
    args,
    env: { DATABASE_URL: url, WHENCE_MASTER_KEY: masterKey },
    clock: new FixedClock(now),
    say: (line) => said.push(line),
    complain: (text) => complaints.push(text),
  });
  return { code, said, complaints };
};

const tryOut = (content: unknown, workspace: string = brand.workspaceId) => [
  ...['--workspace', workspace, '--terms', termsOf(content), '--dry-run'],
];

const creditOf = ({ linkId, partnerId, programId }: Brand['anna']): string =>
  `${linkId} ${partnerId} ${programId} v1 1000000`;

describe('npm run redecide -- --dry-run', () => {
  it('says who would have what under another model, and ends well', async () => {
    const { anna, ben, workspaceId: wsp } = brand;
    const { code, said, complaints } = await type(tryOut({ settings: { model: 'last_touch' } }));
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    const [difference, ...summary] = said;
    expect(difference).toMatch(/^would change {2}ctc_\w{26} {2}sale cvn_\w{26} {2}credits: /);
    expect(difference).toContain(`credits: ${creditOf(anna)} → ${creditOf(ben)}`);
    expect(summary).toEqual([
      `${wsp}: 2 contacts decided about again under other terms; nothing was changed`,
      `${wsp}: conversations: 0 would change, 0 would have, and stay: final, 2 the same`,
      `${wsp}: leads: 0 would change, 0 would have, and stay: final, 0 the same`,
      `${wsp}: sales: 1 would change, 0 would have, and stay: final, 0 the same`,
      `${wsp}: ${anna.partnerId}  conversations 2000000 → 2000000; sales 1000000 → 0`,
      `${wsp}: ${ben.partnerId}  sales 0 → 1000000`,
    ]);
  });

  it('says what stays because it is final, and what it would have been', async () => {
    const { anna, workspaceId: wsp, now } = brand;
    const week = tryOut({ programs: { [anna.programId]: { windowDays: 7 } } });
    const { said } = await type(week, { now: now + 60 * day });
    expect(said[0]).toMatch(/^stays: final {2}ctc_\w{26} {2}conversation {2}credits: .* → nothing; /);
    expect(said[0]).toContain('reason: nothing → outside-window; status: credited → unattributed');
    expect(said).toContain(`${wsp}: conversations: 0 would change, 1 would have, and stay: final, 1 the same`);
    expect(said).toContain(
      `${wsp}: ${anna.partnerId}  conversations 2000000 → 2000000 (1000000 had nothing been final); sales 1000000 → 1000000`,
    );
    expect(said.at(-1)).toBe(`${wsp}: nobody  conversations 0 → 0 (1000000 had nothing been final)`);
  });

  it('goes through every workspace, and says where nothing is judged by a program’s terms', async () => {
    const nobodys = 'prg_00000000000000000000000000';
    const windows = { [nobodys]: { windowDays: 7 }, [brand.anna.programId]: { windowDays: 30 } };
    const { code, said } = await type(tryOut({ programs: windows, settings: { finalizationHours: 500 } }, 'all'));
    expect(code).toBe(0);
    expect(said).toContain(`${brand.workspaceId}: 2 that are not final would be final at another moment`);
    expect(said.at(-1)).toBe(`${nobodys}: nothing on record is judged by its terms; is it misspelt?`);
    expect(said.filter((line) => line.includes('misspelt'))).toHaveLength(1);
  });

  it('leaves everything as it was', async () => {
    const before = await everythingKept();
    await type(tryOut({ settings: { model: 'linear', existingThreads: 'unattributed', inference: 'on' } }));
    expect(await everythingKept()).toEqual(before);
  });

  it('refuses with exit code 2 to apply other terms, and says why', async () => {
    const applying = tryOut({ settings: { model: 'last_touch' } }).filter((arg) => arg !== '--dry-run');
    const { code, said, complaints } = await type(applying);
    expect({ code, said }).toEqual({ code: 2, said: [] });
    expect(complaints.join()).toContain('there is only the dry run: another model never rewrites history');
    expect(complaints.join()).toContain('docs/adr/0034-');
  });

  it('refuses a workspace that is not there, and terms that nobody could set, as wrong questions', async () => {
    const unknown = await type(tryOut({}, 'wsp_nobody'));
    expect(unknown).toEqual({ code: 2, said: [], complaints: ['there is no workspace wsp_nobody'] });
    const { code, complaints } = await type(tryOut({ settings: { model: 'best', colour: 'red' } }));
    expect(code).toBe(2);
    expect(complaints.join()).toMatch(/settings\.model: must be one of .*\n {2}settings\.colour: is not known/);
  });

  it('ends with exit code 1 where the database is away', async () => {
    const nowhere = test.appUrl.replace(/:\d+\//, ':1/');
    expect(await type(tryOut({}), { url: nowhere })).toMatchObject({ code: 1, said: [] });
  });
});

/** Every row of attribution's tables and of its outbox. */
const everythingKept = async (): Promise<unknown> => {
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'attribution' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const kept = [];
  for (const { name } of tables) {
    kept.push([name, (await owner.query(`SELECT t::text AS row FROM attribution."${name}" t ORDER BY 1`)).rows]);
  }
  await owner.end();
  return kept;
};
