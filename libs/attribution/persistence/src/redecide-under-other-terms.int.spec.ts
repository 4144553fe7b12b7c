import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  RedecideUnderOtherTerms,
  type OtherTerms,
  type Redecision,
  type Snapshots,
} from '@whence/attribution-application';
import { models, type Instant, type ModelName } from '@whence/attribution-domain';
import {
  aClick,
  aLink,
  anAd,
  ApplicationWorld,
  aSignal,
  aWorldWith,
  FixedClock,
  happenings,
  type InMemoryUnitOfWork,
  instagramAccount,
  theWorkspace,
  time,
  type Happening,
} from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';
import pg from 'pg';

import { MasterKeyFingerprints, PostgresClickLog, PostgresUnitOfWork } from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
/** Somebody tapped it just before everything happened, and is not heard of. */
const carla = aLink('CARLA').onAccount(instagramAccount).payingInferred();
const tapped = aClick(carla, time('09:59:30'));
const isFinal = time('12:00', -60);

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

beforeEach(async () => {
  const click = { ...tapped, workspaceId: theWorkspace, channel: 'instagram', clientClass: 'browser' } as const;
  await new PostgresClickLog(database.database, new FixedClock(time('12:00'))).add([
    { ...click, visitorId: 'vis0000000000000000001' },
  ]);
});

interface Place {
  readonly world: ApplicationWorld;
  readonly snapshots: Snapshots;
  readonly catalogue: InMemoryUnitOfWork;
}

const inMemory = (): Place => {
  const { work, world } = aWorldWith(carla.build());
  work.state.ads.push(anAd('77', 'SUMMER'));
  work.state.clicks.push(tapped);
  return { world, snapshots: work, catalogue: work };
};

/** Everything of attribution in PostgreSQL, beside a catalogue of its own in memory. */
const inPostgres = async (): Promise<Place> => {
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.outbox CASCADE');
  const { catalogue: work } = inMemory();
  const catalogue = await work.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'api', keys, fingerprints } as const;
  const clock = new FixedClock(time('12:00'));
  const postgres = new PostgresUnitOfWork({ ...ground, clock, catalogueOn: () => catalogue });
  return { world: new ApplicationWorld(postgres, fingerprints), snapshots: postgres, catalogue: work };
};

const happen = async (all: readonly Happening[], { world, catalogue }: Place): Promise<void> => {
  for (const happening of all) await happening.takesPlaceIn({ world, links: catalogue.state.links });
};

const redecide = async ({ snapshots }: Place, terms: OtherTerms, now: Instant) => {
  const told: string[] = [];
  const run = new RedecideUnderOtherTerms(snapshots, new FixedClock(now));
  const sum = await run.run(theWorkspace, terms, ({ type, effect, changes }) =>
    told.push(JSON.stringify([type, effect, changes])),
  );
  return { told: told.sort(), sum: comparable(sum) };
};

/** Ids are drawn otherwise in each place; what is said of them is not. */
const comparable = ({ credits, ...sum }: Redecision) => ({ ...sum, credits: Object.fromEntries(credits) });

const anyTerms: fc.Arbitrary<OtherTerms> = fc.record({
  settings: fc.record(
    {
      model: fc.constantFrom(...(Object.keys(models) as ModelName[])),
      precedence: fc.constantFrom('partner_over_ad' as const, 'ad_over_partner' as const),
      openingGraceMinutes: fc.integer({ min: 0, max: 60 }),
      existingThreads: fc.constantFrom('credit' as const, 'unattributed' as const),
      inference: fc.constantFrom('off' as const, 'on' as const),
    },
    { requiredKeys: [] },
  ),
  programs: fc.constantFrom(new Map(), new Map([[carla.programId, { paysInferred: false }]])),
});

describe('what other terms would have come to', () => {
  it('is the same in PostgreSQL as in memory, whatever happened, before anything is final and after', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, anyTerms, async (all, terms) => {
        const [memory, postgres] = [inMemory(), await inPostgres()];
        await happen(all, memory);
        await happen(all, postgres);
        for (const now of [time('12:00'), isFinal]) {
          expect(await redecide(postgres, terms, now)).toEqual(await redecide(memory, terms, now));
        }
      }),
      { numRuns: 15 },
    );
  }, 90_000);

  it('is a guess where guesses were not wanted, of whoever tapped just before', async () => {
    const postgres = await inPostgres();
    await postgres.world.deliver({ signals: [aSignal({ at: time('10:00'), platformMessageId: 'mid.1' })] });
    const { told, sum } = await redecide(
      postgres,
      { settings: { inference: 'on' }, programs: new Map() },
      time('12:00'),
    );
    expect(told).toEqual([expect.stringContaining('"decided":"inferred"')]);
    expect(sum.credits).toMatchObject({ [carla.partnerId]: { opening: { now: 0, then: 1_000_000 } } });
  });

  it('cannot be kept by whoever looks: the database refuses to write in a snapshot', async () => {
    const { snapshots } = await inPostgres();
    const writing = snapshots.look(theWorkspace, ({ overrides }) => overrides.revoke('ctc_NOBODY'));
    await expect(writing).rejects.toThrow('read-only transaction');
  });
});
