import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  FinalizeAttributions,
  GiveUpParkedConversions,
  RecordClicks,
  RecordSignals,
} from '@whence/attribution-application';
import type { ConversationId } from '@whence/attribution-domain';
import {
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

import {
  MasterKeyFingerprints,
  PostgresAwaitedFinality,
  PostgresClickLog,
  PostgresParkedConversions,
  PostgresUnitOfWork,
} from './index.js';
import { languageOf } from './texts/language-of.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));

let database: TestDatabase;
let unitOfWork: PostgresUnitOfWork;

beforeAll(async () => {
  database = await createTestDatabase();
  const memory = new InMemoryUnitOfWork();
  memory.state.accounts.push({
    id: instagramAccount,
    channel: 'instagram',
    handle: 'brand',
    externalId: '17841400000000501',
  });
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'worker', keys, fingerprints, clock } as const;
  unitOfWork = new PostgresUnitOfWork({ ...ground, catalogueOn: () => catalogue });
});

afterAll(async () => database.drop());

beforeEach(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    'TRUNCATE attribution.contact, attribution.conversion, attribution.click, attribution.outbox CASCADE',
  );
  await owner.end();
});

describe('at the same time', () => {
  it('many conversions of one contact are recorded, and none is refused for the others', async () => {
    const world = new ApplicationWorld(unitOfWork, fingerprints);
    await world.deliver({ signals: [aSignal({ at: time('10:00'), platformMessageId: 'mid.1' })] });
    const [conversation] = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
      tx.query<{ id: ConversationId }>('SELECT id FROM attribution.conversation'),
    );
    const contact = { conversationId: conversation!.id };
    const reports = Array.from({ length: 8 }, (_, number) =>
      world.recordConversion.run({
        workspaceId: theWorkspace,
        id: newId('cvn'),
        type: 'lead',
        externalId: `signup-${number}`,
        contact,
      }),
    );
    const outcomes = await Promise.all(reports);
    expect(outcomes.map(({ kind }) => kind)).toEqual(reports.map(() => 'recorded'));
  });

  it('deliveries tell of the same people in any order, and none is refused for another', async () => {
    const recordSignals = new RecordSignals(unitOfWork, clock, { fingerprints, languageOf });
    const people = Array.from({ length: 20 }, (_, number) => `88000000000000${number}`);
    const deliver = (inOrder: readonly string[], delivery: string) =>
      recordSignals.run({
        workspaceId: theWorkspace,
        deliveries: [
          {
            connectionId: 'con_1',
            provider: 'meta-graph',
            receivedAt: time('11:00'),
            signals: inOrder.map((by) => ({
              signal: aSignal({ at: time('10:00'), by, platformMessageId: `${delivery} ${by}` }),
              channelAccountId: instagramAccount,
            })),
          },
        ],
      });
    await Promise.all([deliver(people, 'a'), deliver(people.toReversed(), 'b'), deliver(people, 'c')]);
    const [{ contacts } = { contacts: '0' }] = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
      tx.query<{ contacts: string }>('SELECT count(*) AS contacts FROM attribution.contact'),
    );
    expect(contacts).toBe('20');
  });

  it('many look at the clock, and each contact is told as final once', async () => {
    const people = Array.from({ length: 20 }, (_, number) => `88000000000000${number}`);
    const signals = people.map((by) => aSignal({ at: time('10:00'), by, platformMessageId: `mid.${by}` }));
    await new ApplicationWorld(unitOfWork, fingerprints).deliver({ signals });
    const finalize = new FinalizeAttributions(unitOfWork, new PostgresAwaitedFinality(database.database));
    const now = time('10:00', -8);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => finalize.run({ now })));
    expect(outcomes.map(({ finalized }) => finalized).sort()).toEqual([0, 0, 0, 20]);
    const [{ told } = { told: '' }] = await database.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ told: string }>(
        `SELECT count(*) AS told FROM attribution.outbox WHERE type = 'whence.attribution.finalized.v1'`,
      ),
    );
    expect(told).toBe('20');
    expect(await finalize.run({ now })).toEqual({ finalized: 0, isFinished: true });
  });

  it('a contact appears while his conversion is given up: one of the two holds, and it is told once', async () => {
    const world = new ApplicationWorld(unitOfWork, fingerprints);
    const giveUp = new GiveUpParkedConversions(unitOfWork, new PostgresParkedConversions(database.database));
    const people = Array.from({ length: 12 }, (_, number) => `88000000000000${number}`);
    for (const by of people) {
      const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: by } };
      await world.recordConversion.run({
        workspaceId: theWorkspace,
        id: newId('cvn'),
        type: 'lead',
        externalId: by,
        contact,
      });
    }
    const now = time('12:00', -30);
    const write = (by: string) =>
      world.deliver({ signals: [aSignal({ at: time('10:00'), by, platformMessageId: `mid.${by}` })] });
    const outcomes = await Promise.all([giveUp.run({ now }), ...people.map(write), giveUp.run({ now })]);
    expect(outcomes).toHaveLength(people.length + 2);
    while (!(await giveUp.run({ now })).isFinished);
    const told = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
      tx.query(
        `SELECT count(*)::int AS conversions, count(*) FILTER (WHERE status = 'parked')::int AS parked, min(version) AS least,
           max(version) AS most, (SELECT count(*)::int FROM attribution.outbox
             WHERE type = 'whence.conversion.attributed.v1' AND body::jsonb ->> 'type' = 'lead') AS told
         FROM attribution.conversion WHERE type = 'lead'`,
      ),
    );
    expect(told).toEqual([{ conversions: people.length, parked: 0, least: 1, most: 1, told: people.length }]);
  });

  it('a person is sent on while a change of the catalogue waits for decisions under way', async () => {
    let finish = (): void => undefined;
    const underWay = unitOfWork.run(theWorkspace, () => new Promise<void>((resolve) => (finish = resolve)));
    await sleep(100);
    const change = unitOfWork.afterThoseUnderWay(theWorkspace);
    await sleep(100);
    const click = new RecordClicks(new PostgresClickLog(database.database, clock)).run([
      {
        workspaceId: theWorkspace,
        id: newId('clk'),
        linkId: newId('lnk'),
        channel: 'instagram',
        clickedAt: time('10:00'),
        visitor: 'person',
        clientClass: 'browser',
        visitorId: 'visitor',
      },
    ]);
    const first = await Promise.race([click.then(() => 'click'), change.then(() => 'change'), sleep(2_000)]);
    finish();
    await Promise.all([underWay, change, click]);
    expect(first).toBe('click');
  });
});
