import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { Backlog } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import { findTextCodes } from '@whence/codes';
import pg from 'pg';

import { BreakableConnection } from './breakable-connection.js';
import { removeSpoolFolders, spoolFolder, startRedirectApp, untilMissing, untilReady } from './redirect-app.js';

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 393.1.0 (iPhone15,2)';

let database: TestDatabase;
let owner: pg.Client;
let brand: CreatedWorkspace;
let way: BreakableConnection;
let spool: string;
let app: NestFastifyApplication;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  brand = await createWorkspace(database.database, { name: 'brand' });
});

beforeEach(async () => {
  await owner.query('TRUNCATE attribution.click');
  way = await BreakableConnection.to(database.appUrl);
  spool = spoolFolder();
  app = await startRedirectApp(way.url, spool);
});

afterEach(async () => {
  way.mend();
  await app.close();
  await way.close();
});

afterAll(async () => {
  removeSpoolFolders();
  await owner.end();
  await database.drop();
});

const headers = () => ({ authorization: `Bearer ${brand.key}` });

/** To a number of its own, so that each click can be told by its part of the text. */
const aLink = async (): Promise<{ readonly id: string; readonly key: string }> => {
  const phone = `55${Math.floor(1e9 + Math.random() * 8e9)}`;
  const account = { channel: 'whatsapp', handle: 'Brand', externalIds: { phone } };
  const made = await app.inject({ method: 'POST', url: '/v1/channel-accounts', payload: account, headers: headers() });
  const payload = { channelAccountId: made.json<{ id: string }>().id };
  return (await app.inject({ method: 'POST', url: '/v1/links', payload, headers: headers() })).json();
};

const tap = (key: string, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url: `/r/${key}`, headers: { 'user-agent': iPhone } });

/** A link that this process knows by now; nobody has tapped it. */
const aKnownLink = async (): Promise<string> => {
  const { key } = await aLink();
  await untilReady(app);
  expect((await tap(key, 'HEAD')).statusCode).toBe(302);
  return key;
};

const clickPartsOf = (answers: readonly Awaited<ReturnType<typeof tap>>[]): readonly (string | undefined)[] =>
  answers.map(({ headers: { location } }) => {
    const text = new URL(String(location)).searchParams.get('text') ?? '';
    return findTextCodes(text).codes[0]?.clickPart;
  });

const storedParts = async (): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ click_part: string }>('SELECT click_part FROM attribution.click');
  return rows.map((row) => row.click_part);
};

const outbox = async (of: NestFastifyApplication): Promise<number> =>
  (await of.get(Backlog).of(brand.workspaceId)).outbox;

const untilWorkedOff = async (of: NestFastifyApplication): Promise<void> => {
  while ((await outbox(of)) > 0);
};

const someTaps = 60;

describe.each(['cut', 'hang'] as const)('while PostgreSQL is away (%s)', (how) => {
  it('known links lead on, and each click is stored once when it is back', async () => {
    const key = await aKnownLink();
    const before = await tap(key);
    way[how]();
    const during = await Promise.all(Array.from({ length: someTaps }, () => tap(key)));
    expect(new Set(during.map(({ statusCode }) => statusCode))).toEqual(new Set([302]));
    way.mend();
    await untilWorkedOff(app);
    expect([...(await storedParts())].sort()).toEqual([...clickPartsOf([before, ...during])].sort());
  });

  it('clicks survive the end of the process, and are stored by the next one', async () => {
    const key = await aKnownLink();
    way.cut();
    const answers = await Promise.all(Array.from({ length: someTaps }, () => tap(key)));
    await app.close();
    expect(await storedParts()).toEqual([]);

    way.mend();
    app = await startRedirectApp(way.url, spool);
    await untilReady(app);
    await untilWorkedOff(app);
    expect([...(await storedParts())].sort()).toEqual([...clickPartsOf(answers)].sort());
  });

  it('a link that is not known may well exist: nobody is told that it does not', async () => {
    await untilReady(app);
    way[how]();
    const answer = await tap('made-just-now');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'temporarily-unavailable']);
    expect(answer.headers['retry-after']).toBe('5');
    way.mend();
    await untilMissing(app, (missing) => missing.length === 0);
  });
});

describe('while PostgreSQL answers, and stores no click', () => {
  it('people are sent on after a moment, their clicks count as waiting, and each is stored once', async () => {
    const key = await aKnownLink();
    await owner.query('BEGIN; LOCK TABLE attribution.click IN EXCLUSIVE MODE');
    const answers = await Promise.all(Array.from({ length: someTaps }, () => tap(key)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([302]));
    expect(await outbox(app)).toBe(someTaps);
    await owner.query('COMMIT');
    await untilWorkedOff(app);
    expect([...(await storedParts())].sort()).toEqual([...clickPartsOf(answers)].sort());
  });
});

describe('a start without PostgreSQL', () => {
  it('is not ready, says what is missing, and goes on once it is there', async () => {
    const { key } = await aLink();
    await app.close();
    way.cut();
    app = await startRedirectApp(way.url, spool);
    expect(await untilMissing(app, () => true)).toContain('links');
    const answer = await tap(key);
    expect(answer.statusCode).toBe(503);
    expect(answer.json<{ detail: string }>().detail).toBe('Links have not been read from the database yet.');
    way.mend();
    await untilReady(app);
    expect((await tap(key)).statusCode).toBe(302);
  });
});

describe('a link', () => {
  it('leads on as soon as it is made, and no more as soon as the redirect hears that it was disabled', async () => {
    await untilReady(app);
    for (let time = 0; time < 20; time += 1) {
      const { id, key } = await aLink();
      expect((await tap(key)).statusCode).toBe(302);
      const payload = { status: 'disabled' };
      await app.inject({ method: 'PATCH', url: `/v1/links/${id}`, payload, headers: headers() });
      while ((await tap(key)).statusCode !== 410);
    }
  });
});
