import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RecordSignals } from '@whence/attribution-application';
import {
  ApplicationWorld,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { PostgresOutbox } from '@whence/platform/outbox';
import { workerScope } from '@whence/platform/postgres';
import type { ConversationSignal } from '@whence/signals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { MasterKeyFingerprints, PostgresUnitOfWork } from './index.js';
import { languageOf } from './texts/language-of.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));

const phone = '15550002222';
const messageId = `wamid.HBgL${Buffer.from(phone).toString('base64')}`;
const bsuid = 'US.90000000000000000001';

const opening: ConversationSignal = {
  kind: 'message-received',
  form: 'message',
  channel: 'whatsapp',
  account: { kind: 'phoneNumberId', value: '106540352242922' },
  participant: [
    { kind: 'waId', value: phone },
    { kind: 'bsuid', value: bsuid },
  ],
  occurredAt: { at: time('10:00'), precisionMs: 1_000, clock: 'platform' },
  platformMessageId: messageId,
  isReadable: true,
  isForwarded: false,
  text: 'please call me in Springfield, PRIVATE word4you',
  referral: referralTo('ANNA10'),
};

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

/** Every row of the schema as text; sealed bytes as hexadecimal digits. */
const everythingKept = async (): Promise<string> => {
  const tables = await owner.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'attribution'`,
  );
  const texts: string[] = [];
  for (const { tablename } of tables.rows) {
    const rows = await owner.query<{ kept: string }>(
      `SELECT row_to_json(t)::text AS kept FROM attribution.${tablename} t`,
    );
    texts.push(...rows.rows.map(({ kept }) => kept));
  }
  return texts.join('\n');
};

it('holds no text, no phone number and no id of the platform in clear, once what it told of has been published', async () => {
  const memory = new InMemoryUnitOfWork();
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, role: 'worker', keys, fingerprints, clock } as const;
  const unitOfWork = new PostgresUnitOfWork({ ...ground, catalogueOn: () => catalogue });
  await new RecordSignals(unitOfWork, clock, { fingerprints, languageOf }).run({
    workspaceId: theWorkspace,
    deliveries: [
      {
        connectionId: 'con_1',
        provider: 'whatsapp-cloud',
        receivedAt: time('11:00'),
        signals: [{ signal: opening, channelAccountId: instagramAccount }],
      },
    ],
  });
  const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: '15550009999' } };
  const lead = { workspaceId: theWorkspace, id: 'cvn_1', type: 'lead', externalId: 'signup-1', contact } as const;
  await new ApplicationWorld(unitOfWork, fingerprints).recordConversion.run(lead);

  const outbox = new PostgresOutbox(database.database, 'attribution');
  const queued = await outbox.next(100);
  expect(JSON.stringify(queued)).toContain(phone);
  const queueIds = queued.map(({ queueId }) => queueId);
  await database.database.inTransaction(workerScope(), (tx) => outbox.remove(tx, queueIds));

  const kept = await everythingKept();
  expect(kept).toContain('ANNA10');
  for (const personal of [phone, messageId, bsuid, 'Springfield', 'PRIVATE', 'WORD4YOU', '15550009999'])
    expect(kept).not.toContain(personal);
});
