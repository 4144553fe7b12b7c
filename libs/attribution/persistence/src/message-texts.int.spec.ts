import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  describeMessageTexts,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';
import type { Catalogue } from '@whence/attribution-application';
import { MasterKey } from '@whence/platform/crypto';
import { apiScope, RowSource, workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import {
  attributionRows,
  MasterKeyFingerprints,
  MessageTextQueries,
  PostgresOutdatedTexts,
  PostgresUnitOfWork,
} from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));
const stranger = 'wsp_00000000000000000000000002';
const anna = aLink('0000000000000000000000ANNA').keepingTexts(30);

let database: TestDatabase;
let owner: pg.Client;
let rows: RowSource;
let catalogue: Catalogue;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  rows = new RowSource({ name: 'attribution', url: database.appUrl, rows: attributionRows });
  const memory = new InMemoryUnitOfWork();
  memory.state.links.push(anna.build());
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
});

afterAll(async () => {
  await rows.close();
  await owner.end();
  await database.drop();
});

beforeEach(async () => {
  await owner.query('TRUNCATE attribution.contact, attribution.outbox CASCADE');
});

const unitOfWork = (role: 'api' | 'worker' = 'worker'): PostgresUnitOfWork =>
  new PostgresUnitOfWork({
    ...{ database: database.database, role, keys, fingerprints, clock, catalogueOn: () => catalogue },
  });

interface KeptRow {
  readonly signal_key: string;
  readonly sealed: Buffer;
  readonly kept_until: Date;
}

const kept = async () => {
  const found = await owner.query<KeptRow>('SELECT * FROM attribution.message_text ORDER BY signal_key');
  return found.rows.map(({ signal_key: signalKey, sealed, kept_until: keptUntil }) => ({
    signalKey,
    text: keys.open(theWorkspace, sealed).toString(),
    keptUntil: keptUntil.getTime(),
  }));
};

describe.each(['worker', 'api'] as const)('message texts, on PostgreSQL, as the role %s', (role) => {
  describeMessageTexts(() => ({
    unitOfWork: unitOfWork(role),
    outdatedTexts: new PostgresOutdatedTexts(database.database),
    kept,
  }));
});

describe('the text of a message that a program wants kept', () => {
  const opening = aSignal({
    at: time('10:00'),
    platformMessageId: 'mid.1',
    text: 'Hi! PRIVATE \u0000 \ud83d\udc4b',
    referral: referralTo(anna.refCode),
  });
  const second = aSignal({ at: time('10:01'), platformMessageId: 'mid.2', text: 'second' });
  const texts = () => new MessageTextQueries(rows, keys);
  const conversationId = async (): Promise<string> => {
    const found = await owner.query<{ id: string }>('SELECT id FROM attribution.conversation');
    return String(found.rows[0]?.id);
  };

  it('is sealed where it is kept, and shown with the conversation that it opened', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [opening, second] });
    const { rows: stored } = await owner.query('SELECT row_to_json(t)::text AS row FROM attribution.message_text t');
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('PRIVATE');
    expect(JSON.stringify(stored)).not.toContain(Buffer.from('PRIVATE').toString('hex'));
    expect(await texts().ofOpening(theWorkspace, await conversationId(), clock.now())).toBe(opening.text);
  });

  it('is shown no longer than it is kept, also where nobody has erased it yet, and to no other workspace', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [opening] });
    const id = await conversationId();
    expect(await texts().ofOpening(theWorkspace, id, time('11:00', -30))).toBeUndefined();
    expect(await texts().ofOpening(theWorkspace, id, time('11:00', -30) - 1)).toBe(opening.text);
    expect(await texts().ofOpening(stranger, id, clock.now())).toBeUndefined();
  });

  it('is not shown for the opening where a later message was kept', async () => {
    const referral = referralTo(anna.refCode);
    const named = [1, 2, 3, 4, 5, 6].map((minute) =>
      aSignal({ at: time(`10:0${minute}`), platformMessageId: `mid.named.${minute}`, text: 'later', referral }),
    );
    const plain = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', text: 'first' });
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [plain, ...named] });
    expect(await kept()).toHaveLength(named.length);
    expect(await texts().ofOpening(theWorkspace, await conversationId(), clock.now())).toBeUndefined();
  });

  it('is behind the wall between workspaces', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [opening] });
    const look = (scope: Parameters<TestDatabase['database']['inTransaction']>[0]) =>
      database.database.inTransaction(scope, (tx) => tx.query('SELECT FROM attribution.message_text'));
    expect(await look(workerScope(theWorkspace))).toHaveLength(1);
    for (const scope of [workerScope(), workerScope(stranger), apiScope(stranger)])
      expect(await look(scope)).toEqual([]);
  });

  it('is another workspace’s to nobody, even where that wall has fallen', async () => {
    await new ApplicationWorld(unitOfWork(), fingerprints).deliver({ signals: [opening] });
    const [{ signalKey } = { signalKey: '' }] = await kept();
    const tables = ['conversation', 'signal_copy', 'message_text'].map((table) => `attribution.${table}`);
    const switchWall = async (to: 'ENABLE' | 'DISABLE'): Promise<void> => {
      for (const table of tables) await owner.query(`ALTER TABLE ${table} ${to} ROW LEVEL SECURITY`);
    };
    await switchWall('DISABLE');
    expect(await texts().ofOpening(stranger, await conversationId(), clock.now())).toBeUndefined();
    await unitOfWork().run(stranger, ({ messageTexts }) => messageTexts.drop([signalKey]));
    expect(await kept()).toHaveLength(1);
    await switchWall('ENABLE');
  });
});
