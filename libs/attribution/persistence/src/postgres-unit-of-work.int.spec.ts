import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FinalizeAttributions, RecordSignals, type Catalogue } from '@whence/attribution-application';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  describeAwaitedFinality,
  describeParkedConversions,
  describeUnitOfWork,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import { isEventType } from '@whence/contracts-events';
import { validateEvent } from '@whence/contracts-events/testing';
import { MasterKey } from '@whence/platform/crypto';
import { PostgresOutbox } from '@whence/platform/outbox';
import { apiScope, workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import {
  MasterKeyFingerprints,
  PostgresAwaitedFinality,
  PostgresParkedConversions,
  PostgresUnitOfWork,
} from './index.js';
import { languageOf } from './texts/language-of.js';

const keys = new MasterKey('a master key that is long enough for tests');
const clock = new FixedClock(time('12:00'));
const fingerprints = new MasterKeyFingerprints(keys);
const anna = aLink('0000000000000000000000ANNA');

let database: TestDatabase;
let catalogue: Catalogue;

beforeAll(async () => {
  database = await createTestDatabase();
  const memory = new InMemoryUnitOfWork();
  memory.state.links.push(anna.build());
  memory.state.accounts.push({
    id: instagramAccount,
    channel: 'instagram',
    handle: 'brand',
    externalId: '17841400000000501',
  });
  catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
});

afterAll(async () => database.drop());

beforeEach(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    'TRUNCATE attribution.contact, attribution.conversion, attribution.attribution_settings, attribution.click, attribution.outbox CASCADE',
  );
  await owner.end();
});

const unitOfWork = (role: 'api' | 'worker' = 'worker'): PostgresUnitOfWork =>
  new PostgresUnitOfWork({
    database: database.database,
    role,
    keys,
    fingerprints,
    clock,
    catalogueOn: () => catalogue,
  });

describe('the unit of work on PostgreSQL', () => {
  describeUnitOfWork(() => unitOfWork(), fingerprints);
});

describe('as the API role', () => {
  describeUnitOfWork(() => unitOfWork('api'), fingerprints);
});

describe('the contacts that are awaited, on PostgreSQL', () => {
  describeAwaitedFinality(() => ({
    unitOfWork: unitOfWork(),
    awaitedFinality: new PostgresAwaitedFinality(database.database),
  }));
});

const plain = aSignal({ at: time('10:00'), platformMessageId: 'mid.1' });
const whole = { ...plain, referral: referralTo(anna.refCode) };

describe('parked conversions, on PostgreSQL', () => {
  describeParkedConversions(() => ({
    unitOfWork: unitOfWork(),
    parkedConversions: new PostgresParkedConversions(database.database),
  }));
});

describe('a transaction', () => {
  it('keeps nothing of work that fails', async () => {
    const failing = unitOfWork().run(theWorkspace, async (stores) => {
      await stores.contacts.recognise([]);
      await stores.settings.add({ ...(await stores.settings.latest()), version: 2 }, time('10:00'));
      throw new Error('the process failed');
    });
    await expect(failing).rejects.toThrow('the process failed');
    const settings = await unitOfWork().run(theWorkspace, (stores) => stores.settings.latest());
    expect(settings.version).toBe(1);
  });

  it('commits state and events together, and the events fit their published schemas', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [whole] });
    const queued = await new PostgresOutbox(database.database, 'attribution').next(100);
    expect(queued.map(({ event }) => event.type)).toEqual([
      'whence.conversation.started.v1',
      'whence.messaging.referral.v1',
      'whence.attribution.decided.v1',
      'whence.conversion.recorded.v1',
      'whence.conversion.attributed.v1',
    ]);
    for (const { event } of queued) {
      if (!isEventType(event.type)) throw new Error(`${event.type} has no schema`);
      expect(validateEvent(event.type, event.body)).toEqual([]);
    }
  });

  it('commits that an attribution is final, with an event that fits its published schema', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [whole] });
    const finalize = new FinalizeAttributions(unitOfWork(), new PostgresAwaitedFinality(database.database));
    await finalize.run({ now: time('10:00', -8) });
    const told = (await new PostgresOutbox(database.database, 'attribution').next(100)).at(-1)?.event;
    expect(told).toMatchObject({
      type: 'whence.attribution.finalized.v1',
      occurredAt: new Date(time('10:00', -8)),
      body: { attribution: { status: 'credited', version: 1, isFinal: true }, because: 'finality-reached' },
    });
    expect(validateEvent('whence.attribution.finalized.v1', told?.body)).toEqual([]);
  });

  it('meets a new person once when many deliveries come at the same time', async () => {
    const record = new RecordSignals(unitOfWork(), clock, { fingerprints, languageOf });
    const deliver = (signal: typeof plain) =>
      record.run({
        workspaceId: theWorkspace,
        deliveries: [
          {
            connectionId: 'con_1',
            provider: 'meta-graph',
            receivedAt: time('11:00'),
            signals: [{ signal, channelAccountId: instagramAccount }],
          },
        ],
      });
    await Promise.all([plain, whole, plain, whole, plain, whole, plain, whole].map(deliver));
    const [counts] = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
      tx.query(`SELECT (SELECT count(*) FROM attribution.contact) AS contacts,
        (SELECT count(*) FROM attribution.decision WHERE is_standing AND status = 'credited') AS credited,
        (SELECT count(*) FROM attribution.signal_copy) AS copies`),
    );
    expect(counts).toEqual({ contacts: '1', credited: '1', copies: '2' });
  });
});

describe('tenants', () => {
  it('see nothing of each other, whoever asks', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [whole] });
    const tables = ['contact', 'conversation', 'signal_copy', 'decision', 'touchpoint', 'conversion'];
    for (const table of tables) {
      const count = async (scope: Parameters<typeof database.database.inTransaction>[0]) => {
        const [row] = await database.database.inTransaction(scope, (tx) =>
          tx.query<{ seen: string }>(`SELECT count(*) AS seen FROM attribution.${table}`),
        );
        return Number(row?.seen);
      };
      expect(await count(apiScope(theWorkspace))).toBeGreaterThan(0);
      expect(await count(apiScope('wsp_00000000000000000000000002'))).toBe(0);
      expect(await count(workerScope())).toBe(0);
    }
  });
});
