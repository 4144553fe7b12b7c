import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordSignals, type Catalogue, type UnitOfWork } from '@whence/attribution-application';
import type { ContactId } from '@whence/attribution-domain';
import { makeTextCode } from '@whence/codes';
import type { ConversationSignal } from '@whence/signals';
import {
  aLink,
  aSignal,
  aThreadOpening,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { MasterKeyFingerprints, PostgresUnitOfWork } from './index.js';
import { languageOf } from './texts/language-of.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));
const textCode = makeTextCode(4_711);
const anna = { ...aLink('0000000000000000000000ANNA').build(), textCode };

let database: TestDatabase;
let memory: InMemoryUnitOfWork;
let postgres: PostgresUnitOfWork;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => database.drop());

beforeEach(async () => {
  memory = new InMemoryUnitOfWork();
  memory.state.links.push(anna);
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  const catalogue: Catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'worker', keys, fingerprints, clock } as const;
  postgres = new PostgresUnitOfWork({ ...ground, catalogueOn: () => catalogue });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.outbox CASCADE');
  await owner.end();
});

const record = async (unitOfWork: UnitOfWork, signals: readonly ConversationSignal[]): Promise<void> =>
  new RecordSignals(unitOfWork, clock, { fingerprints, languageOf }).run({
    workspaceId: theWorkspace,
    deliveries: [
      {
        connectionId: 'con_1',
        provider: 'meta-graph',
        receivedAt: time('11:00'),
        signals: signals.map((signal) => ({ signal, channelAccountId: instagramAccount })),
      },
    ],
  });

const contactOnPostgres = async (): Promise<ContactId> => {
  const [contact] = await database.database.inTransaction(workerScope(theWorkspace), (tx) =>
    tx.query<{ id: ContactId }>('SELECT id FROM attribution.contact'),
  );
  return contact!.id;
};

/** Decided from all that was ever seen, and from what PostgreSQL reads of it. */
const bothDecide = async (signals: readonly ConversationSignal[]) => {
  await record(memory, signals);
  await record(postgres, signals);
  const fromAll = [...memory.state.decisions.values()][0]?.at(-1);
  const contactId = await contactOnPostgres();
  const standing = await postgres.run(theWorkspace, ({ decisions }) => decisions.standing([contactId]));
  const read = standing.get(contactId);
  const told = (of: typeof read) => ({
    status: of?.status,
    reason: of?.reason,
    flags: of?.flags,
    openedAt: of?.openedAt,
  });
  return { fromAll: told(fromAll), read: told(read) };
};

const messages = (count: number, from: number, changes: Partial<ConversationSignal> = {}) =>
  Array.from({ length: count }, (_, index) =>
    aSignal({ at: from + index * 1_000, platformMessageId: `${from} ${index}`, ...(changes as object) }),
  );

describe('what PostgreSQL reads of a contact decides as everything would', () => {
  it('however many messages could not be read before the first that could', async () => {
    const seen = [
      ...messages(30, time('10:00'), { isReadable: false }),
      ...messages(3, time('10:01')),
      aSignal({ at: time('10:01:30'), platformMessageId: 'code', text: `hi ${textCode}` }),
    ];
    const { fromAll, read } = await bothDecide(seen);
    expect(fromAll).toMatchObject({ status: 'unattributed', reason: 'content-unreadable' });
    expect(read).toEqual(fromAll);
  });

  it("where a vendor's word that the conversation started comes before the referral", async () => {
    const { referral: _referral, ...told } = aThreadOpening(time('09:59:50'), anna.refCode);
    const seen = [
      { ...told, kind: 'conversation-started' } as const,
      aThreadOpening(time('10:00'), anna.refCode),
      aSignal({ at: time('10:00:10'), platformMessageId: 'mid.1' }),
    ];
    const { fromAll, read } = await bothDecide(seen);
    expect(fromAll).toMatchObject({ status: 'credited', flags: [] });
    expect(read).toEqual(fromAll);
  });
});

describe('a contact of whom very much is known', () => {
  it('is decided about from a part of it, and every new touch of his is still told', async () => {
    const referral = referralTo(anna.refCode);
    await record(postgres, messages(900, time('10:00'), { referral }));
    await record(postgres, [aSignal({ at: time('11:59'), platformMessageId: 'one more', referral })]);
    const contactId = await contactOnPostgres();
    const deciding = await postgres.run(theWorkspace, ({ signalCopies }) => signalCopies.deciding([contactId], []));
    expect(deciding).toHaveLength(500);
    expect(deciding.at(-1)?.copy.occurredAt.at).toBe(time('10:00') + 499 * 1_000);
    const [{ told } = { told: '0' }] = await database.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ told: string }>(
        `SELECT count(*) AS told FROM attribution.outbox WHERE type = 'whence.messaging.referral.v1'`,
      ),
    );
    expect(told).toBe('901');
  });
});
