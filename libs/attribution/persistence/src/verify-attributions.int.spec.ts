import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { VerifyAttributions, type Verification, type WeighedDifference } from '@whence/attribution-application';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  FixedClock,
  happenings,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';
import pg from 'pg';

import { MasterKeyFingerprints, PostgresUnitOfWork } from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const anna = aLink('0000000000000000000000ANNA');
const day = 86_400_000;

let database: TestDatabase;
let owner: pg.Client;
let memory: InMemoryUnitOfWork;
let clock: FixedClock;
let postgres: PostgresUnitOfWork;
let world: ApplicationWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

const startAnew = async (): Promise<void> => {
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.outbox CASCADE');
  memory = new InMemoryUnitOfWork();
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  clock = new FixedClock(time('12:00'));
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'api', keys, fingerprints } as const;
  postgres = new PostgresUnitOfWork({ ...ground, clock, catalogueOn: () => catalogue });
  world = new ApplicationWorld(postgres, fingerprints);
};

beforeEach(startAnew);

const verify = async (): Promise<{ readonly told: readonly WeighedDifference[]; readonly sum: Verification }> => {
  const told: WeighedDifference[] = [];
  const sum = await new VerifyAttributions(postgres, clock).run(theWorkspace, (difference) => told.push(difference));
  return { told, sum };
};

/** A person whom Anna sent, and what he bought. */
const aSale = async (): Promise<void> => {
  memory.state.links.push(anna.build());
  const opening = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo(anna.refCode) });
  await world.deliver({ signals: [opening] });
  const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: '8800000000000021' } };
  const amount = { amountMinor: 1999n, currency: 'BRL' };
  const sale = { type: 'sale', id: 'cvn_1', externalId: 'order-1', amount, occurredAt: time('11:30') } as const;
  await world.recordConversion.run({ workspaceId: theWorkspace, contact, ...sale });
};

describe('a workspace whose record was not touched', () => {
  it('has no differences, whatever happened in it, before anything is final and after everything is', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        await startAnew();
        for (const happening of all) await happening.takesPlaceIn({ world, links: memory.state.links });
        expect(await verify()).toMatchObject({ told: [] });
        clock.set(time('12:00') + 60 * day);
        expect(await verify()).toMatchObject({ told: [] });
      }),
      { numRuns: 40 },
    );
  }, 90_000);

  it('is compared whole', async () => {
    await aSale();
    const differences = { unexplained: 0, explained: 0, unverifiable: 0 };
    const sum = { contacts: 1, decisions: 1, touchpoints: 1, conversions: 2, differences, readInPart: 0 };
    expect(await verify()).toEqual({ told: [], sum });
  });
});

describe.each([
  ['before it is final', time('12:00')],
  ['when it is final', time('12:00') + 60 * day],
])('a record that somebody changed, %s', (_when, now) => {
  const taken = '[{"linkId": "lnk_BEN", "shareMillionths": 1000000}]';
  it.each([
    ['decision', 'status', `UPDATE attribution.decision SET status = 'organic'`],
    ['decision', 'credits', `UPDATE attribution.decision SET credits = '${taken}'`],
    ['decision', 'finalAt', `UPDATE attribution.decision SET final_at = final_at + interval '1 hour'`],
    ['decision', 'flags', `UPDATE attribution.decision SET flags = '{existing-thread}'`],
    [
      'touchpoint',
      'link-was-active',
      `UPDATE attribution.touchpoint SET verdicts = replace(verdicts::text, '{"rule": "link-was-active", "outcome": "allowed"}', '{"rule": "link-was-active", "outcome": "refused"}')::jsonb`,
    ],
    ['conversion', 'credits', `UPDATE attribution.conversion SET credits = '${taken}' WHERE type = 'sale'`],
    ['conversion', 'occurredAt', `UPDATE attribution.conversion SET occurred_at = now() WHERE type = 'opening'`],
    ['conversation', 'openedAt', `UPDATE attribution.conversation SET opened_at = NULL`],
    ['conversion', 'opening', `DELETE FROM attribution.conversion WHERE type = 'opening'`],
  ])('is told of: the %s, its %s', async (subject, field, sql) => {
    await aSale();
    expect((await owner.query(sql)).rowCount).toBe(1);
    clock.set(now);
    const { told, sum } = await verify();
    expect(told).toEqual([
      expect.objectContaining({ subject, weight: 'unexplained', changes: [expect.objectContaining({ field })] }),
    ]);
    expect(sum.differences).toEqual({ unexplained: 1, explained: 0, unverifiable: 0 });
  });
});

describe('a link that was registered when everything was final, as of an earlier day', () => {
  const registerLate = async (): Promise<void> => {
    const ref = referralTo(anna.refCode);
    await world.deliver({ signals: [aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: ref })] });
    clock.set(time('12:00') + 60 * day);
    memory.state.links.push(anna.build());
  };

  it('explains what stands, and that is no error', async () => {
    await registerLate();
    memory.state.history.set(anna.id, { madeAt: clock.now(), changedAt: clock.now() });
    const { told, sum } = await verify();
    expect(new Set(told.map(({ weight }) => weight))).toEqual(new Set(['explained']));
    expect(sum.differences).toEqual({ unexplained: 0, explained: 2, unverifiable: 0 });
  });

  it('explains nothing where it was there before', async () => {
    await registerLate();
    memory.state.history.set(anna.id, { madeAt: time('10:00'), changedAt: time('10:00') });
    const { sum } = await verify();
    expect(sum.differences).toMatchObject({ unexplained: 3, explained: 0 });
  });

  it('does not hide what somebody changed beside it', async () => {
    await registerLate();
    memory.state.history.set(anna.id, { madeAt: clock.now(), changedAt: clock.now() });
    await owner.query(`UPDATE attribution.decision SET status = 'organic', reason = NULL`);
    const { told } = await verify();
    expect(told).toContainEqual(expect.objectContaining({ subject: 'decision', weight: 'unexplained' }));
  });

  it('leaves open what a later change of it has overwritten', async () => {
    await registerLate();
    memory.state.history.set(anna.id, { madeAt: time('10:00'), changedAt: clock.now() });
    const { sum } = await verify();
    expect(sum.differences).toMatchObject({ unexplained: 0, unverifiable: 2 });
  });
});
