import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordClicks, RedecideOnCatalogueChange, RedecideOnLateClicks } from '@whence/attribution-application';
import { makeClickPart, makeTextCode, writeCodeWithClick } from '@whence/codes';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import { MasterKey, newId } from '@whence/platform/crypto';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { MasterKeyFingerprints, PostgresClickLog, PostgresLateClicks, PostgresUnitOfWork } from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));
const textCode = makeTextCode(4_711);
const clickPart = makeClickPart(1_234);
const anna = { ...aLink('ANNA').onAccount(instagramAccount).build(), textCode };

let database: TestDatabase;
let unitOfWork: PostgresUnitOfWork;
let world: ApplicationWorld;
let recordClicks: RecordClicks;
let lateClicks: RedecideOnLateClicks;

beforeAll(async () => {
  database = await createTestDatabase();
  const memory = new InMemoryUnitOfWork();
  memory.state.links.push(anna);
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'worker', keys, fingerprints, clock } as const;
  unitOfWork = new PostgresUnitOfWork({ ...ground, catalogueOn: () => catalogue });
  world = new ApplicationWorld(unitOfWork, fingerprints);
  recordClicks = new RecordClicks(new PostgresClickLog(database.database, clock));
  const redecide = new RedecideOnCatalogueChange(unitOfWork, clock);
  lateClicks = new RedecideOnLateClicks(unitOfWork, new PostgresLateClicks(database.database), redecide);
});

afterAll(() => database.drop());

beforeEach(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('TRUNCATE attribution.contact, attribution.click, attribution.late_click CASCADE');
  await owner.end();
});

const write = () =>
  world.deliver({
    signals: [
      { ...aSignal({ at: time('10:00'), platformMessageId: 'mid.1' }), text: writeCodeWithClick(textCode, clickPart) },
    ],
  });

const tap = (visitor: 'person' | 'robot' = 'person') =>
  recordClicks.run([
    {
      ...{ workspaceId: theWorkspace, id: newId('clk'), linkId: anna.id, channel: 'instagram', clickPart, visitor },
      ...{ clickedAt: time('09:59'), clientClass: 'browser', visitorId: 'vis0000000000000000001' },
      ...(visitor === 'robot' ? { robotReason: 'whatsapp' } : {}),
    },
  ]);

const versions = () =>
  database.database.inTransaction(workerScope(theWorkspace), (tx) =>
    tx.query('SELECT version, status, match_type, because FROM attribution.decision ORDER BY version'),
  );

const byCode = { version: 1, status: 'credited', match_type: 'text_code', because: 'conversation-opened' };
const byClick = { status: 'credited', match_type: 'click_token' };

describe('a click that becomes known after the conversation was decided about', () => {
  it('is what the conversation came by from then on', async () => {
    await write();
    expect(await versions()).toEqual([byCode]);
    await tap();
    expect(await lateClicks.run()).toEqual({ lookedAt: 1, isFinished: false });
    expect(await versions()).toEqual([byCode, { ...byClick, version: 2, because: 'click-became-known' }]);
    expect(await lateClicks.run()).toEqual({ lookedAt: 0, isFinished: true });
  });

  it('changes nothing where it was known in time', async () => {
    await tap();
    await write();
    await lateClicks.run();
    expect(await versions()).toEqual([{ ...byClick, version: 1, because: 'conversation-opened' }]);
  });

  it('is not missed by a message that is being decided about meanwhile', async () => {
    let finish = (): void => undefined;
    const underWay = unitOfWork.run(theWorkspace, () => new Promise<void>((resolve) => (finish = resolve)));
    await tap();
    const hearing = lateClicks.run();
    const isHeard = await Promise.race([hearing.then(() => true), new Promise((go) => setTimeout(go, 200, false))]);
    finish();
    await Promise.all([underWay, hearing]);
    expect(isHeard).toBe(false);
  });

  it('stays in the record where the answer is final', async () => {
    await write();
    await tap();
    clock.set(time('12:00', -30));
    await lateClicks.run().finally(() => clock.set(time('12:00')));
    expect(await versions()).toEqual([byCode]);
  });

  it('concerns nobody where no evidence names it', async () => {
    await tap();
    expect(await lateClicks.run()).toEqual({ lookedAt: 1, isFinished: false });
    expect(await versions()).toEqual([]);
  });
});
