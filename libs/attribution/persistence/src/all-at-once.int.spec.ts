import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LinkFacts } from '@whence/attribution-domain';
import {
  ApplicationWorld,
  happenings,
  InMemoryUnitOfWork,
  recordedTogether,
  instagramAccount,
  theWorkspace,
  time,
  type Happening,
} from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { isPassingFault, RowSource } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';
import pg from 'pg';

import {
  attributionRows,
  ConversationQueries,
  ConversionQueries,
  MasterKeyFingerprints,
  PostgresUnitOfWork,
} from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const page = { limit: 50, includesUnopened: true, now: time('12:00') };

let database: TestDatabase;
let rows: RowSource;
let owner: pg.Client;
let world: ApplicationWorld;
let links: LinkFacts[];

beforeAll(async () => {
  database = await createTestDatabase();
  rows = new RowSource({ name: 'attribution', url: database.appUrl, rows: attributionRows });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await rows.close();
  await database.drop();
});

const startAnew = async (): Promise<void> => {
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.outbox CASCADE');
  const memory = new InMemoryUnitOfWork();
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  ({ links } = memory.state);
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'worker', keys, fingerprints } as const;
  const clock = { now: () => page.now };
  world = new ApplicationWorld(
    new PostgresUnitOfWork({ ...ground, clock, catalogueOn: () => catalogue }),
    fingerprints,
  );
};

beforeEach(startAnew);

/** A passing fault is tried again, as a worker would. */
const untilItPasses = async (work: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isPassingFault(error)) throw error;
    }
  }
};

const takePlace = (happening: Happening) => untilItPasses(() => happening.takesPlaceIn({ world, links }));

/** What the API would show, without drawn ids, versions and times of deciding. */
const shown = async (): Promise<unknown> => {
  const conversations = await new ConversationQueries(rows, keys).list(theWorkspace, page);
  const personOf = (contactId: string | undefined) =>
    conversations.find((conversation) => conversation.contactId === contactId)?.participantId;
  const people = conversations.map(({ participantId, openedAt, attribution }) => {
    const { status, reason, matchType, credits, finalAt, flags } = attribution ?? {};
    return { participantId, openedAt, status, reason, matchType, credits, finalAt, flags };
  });
  const found = await new ConversionQueries(rows).list(theWorkspace, page);
  const conversions = found.map(({ conversion: { externalId, type, contactId, occurredAt, attribution } }) => {
    return { externalId, type, person: personOf(contactId), occurredAt, attribution };
  });
  const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return { people: people.sort(byText), conversions: conversions.sort(byText) };
};

describe('deliveries, conversions and changes of the catalogue', () => {
  it('end in the same state one after the other, all at once, and recorded together', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        await startAnew();
        for (const happening of all) await takePlace(happening);
        const oneByOne = await shown();
        await startAnew();
        await Promise.all([...all, ...all].map(takePlace));
        expect(await shown()).toEqual(oneByOne);
        await startAnew();
        for (const happening of recordedTogether([...all, ...all])) await takePlace(happening);
        expect(await shown()).toEqual(oneByOne);
      }),
      { numRuns: 25 },
    );
  }, 90_000);
});
