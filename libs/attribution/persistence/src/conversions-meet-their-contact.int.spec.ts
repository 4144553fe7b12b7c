import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversionReport } from '@whence/attribution-application';
import {
  ApplicationWorld,
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

import { MasterKeyFingerprints, PostgresUnitOfWork } from './index.js';

/** Far longer than a report takes that waits for nobody. */
const chanceMs = 500;
const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);

let database: TestDatabase;
let unitOfWork: PostgresUnitOfWork;
let world: ApplicationWorld;

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
  unitOfWork = new PostgresUnitOfWork({
    database: database.database,
    role: 'worker',
    keys,
    fingerprints,
    clock: new FixedClock(time('12:00')),
    catalogueOn: () => catalogue,
  });
  world = new ApplicationWorld(unitOfWork, fingerprints);
});

afterAll(async () => database.drop());

beforeEach(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.outbox CASCADE');
  await owner.end();
});

const person = '8800000000000021';

const report = (externalId: string, contact: ConversionReport['contact']) =>
  world.recordConversion.run({ workspaceId: theWorkspace, id: newId('cvn'), type: 'lead', externalId, contact });

const byIdentity = { channelIdentity: { channelAccountId: instagramAccount, participantId: person } };

/** The person is met, and whatever waits for her claimed, in a transaction that commits only after `meanwhile` had its chance. */
const meetWhile = async <T>(meanwhile: () => Promise<T>): Promise<T> => {
  let reported: Promise<T> | undefined;
  await unitOfWork.run(theWorkspace, async ({ contacts, conversions }) => {
    const identities = [{ kind: 'igsid', value: person }] as const;
    const [who] = await contacts.recognise([
      { channel: 'instagram', channelAccountId: instagramAccount, identities, seenAt: time('10:00') },
    ]);
    await conversions.claimParked([who!.contactId]);
    reported = meanwhile();
    await Promise.race([reported, sleep(chanceMs)]);
  });
  return reported!;
};

const parked = async (): Promise<readonly string[]> => {
  const rows = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
    tx.query<{ external_id: string }>('SELECT external_id FROM attribution.conversion WHERE contact_id IS NULL'),
  );
  return rows.map((row) => row.external_id);
};

describe('a conversion that is reported in the very moment in which its contact is met', () => {
  it('finds him by his channel identity', async () => {
    await meetWhile(() => report('signup-1', byIdentity));
    expect(await parked()).toEqual([]);
  });

  it('finds him by the user id that another report links to him in that moment', async () => {
    await report('signup-1', { ...byIdentity, externalUserId: 'user-7' });
    await meetWhile(() => report('signup-2', { externalUserId: 'user-7' }));
    expect(await parked()).toEqual([]);
  });
});
