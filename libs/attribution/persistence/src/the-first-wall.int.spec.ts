import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { MasterKey } from '@whence/platform/crypto';
import { RowSource } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import {
  attributionRows,
  ConversationQueries,
  ConversionQueries,
  MasterKeyFingerprints,
  PostgresClickLog,
  PostgresUnitOfWork,
  SignalHealthQueries,
} from './index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));
const stranger = 'wsp_00000000000000000000000002';
const anna = 'lnk_ANNA';

let database: TestDatabase;
let owner: pg.Client;
let rows: RowSource;
let unitOfWork: PostgresUnitOfWork;

/** A person wrote and signed up; then the second wall falls: no table has row-level security any more. */
beforeAll(async () => {
  database = await createTestDatabase();
  rows = new RowSource({ name: 'attribution', url: database.appUrl, rows: attributionRows });
  const memory = new InMemoryUnitOfWork();
  memory.state.accounts.push({ id: instagramAccount, channel: 'instagram', handle: 'brand' });
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, keys, fingerprints, clock, catalogueOn: () => catalogue };
  unitOfWork = new PostgresUnitOfWork({ ...ground, role: 'api' });
  const world = new ApplicationWorld(unitOfWork, fingerprints);
  await world.deliver({ signals: [aSignal({ at: time('10:00'), platformMessageId: 'mid.1' })] });
  const channelIdentity = { channelAccountId: instagramAccount, participantId: '8800000000000021' };
  const lead = { type: 'lead', externalId: 'signup-1', occurredAt: time('10:05'), id: 'cvn_LEAD' } as const;
  await world.recordConversion.run({ ...lead, workspaceId: theWorkspace, contact: { channelIdentity } });
  await new PostgresClickLog(database.database, clock).add([
    {
      workspaceId: theWorkspace,
      id: 'clk_ANNA',
      linkId: anna,
      channel: 'instagram',
      clickedAt: time('09:59'),
      visitor: 'person',
      clientClass: 'browser',
      visitorId: 'vis0000000000000000001',
    },
  ]);

  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const tables = await owner.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'attribution' AND rowsecurity`,
  );
  for (const { tablename } of tables.rows) {
    await owner.query(`ALTER TABLE attribution.${tablename} DISABLE ROW LEVEL SECURITY`);
  }
});

afterAll(async () => {
  await owner.end();
  await rows.close();
  await database.drop();
});

const theConversation = async (): Promise<ConversationId> => {
  const found = await owner.query<{ id: ConversationId }>('SELECT id FROM attribution.conversation');
  return found.rows[0]!.id;
};

const page = { limit: 10, includesUnopened: true, now: time('12:00') };

describe('each statement names the workspace it means, so that row-level security is the second wall', () => {
  it('shows conversations and their explanations to their own workspace only', async () => {
    const queries = new ConversationQueries(rows, keys);
    const id = await theConversation();
    expect(await queries.list(theWorkspace, page)).toHaveLength(1);
    expect(await queries.list(stranger, page)).toEqual([]);
    expect(await queries.byId(stranger, id)).toBeUndefined();
    expect(await queries.explanation(stranger, id)).toBeUndefined();
  });

  it('shows conversions to their own workspace only', async () => {
    const queries = new ConversionQueries(rows);
    expect(await queries.list(theWorkspace, page)).toHaveLength(2);
    expect(await queries.list(stranger, page)).toEqual([]);
    expect(await queries.byId(stranger, 'cvn_LEAD', page.now)).toBeUndefined();
    await owner.query(`UPDATE attribution.conversion SET status = 'parked' WHERE id = 'cvn_LEAD'`);
    expect(await queries.parked(theWorkspace)).toBe(1);
    expect(await queries.parked(stranger)).toBe(0);
  });

  it('tells of what is heard of a channel account to its own workspace only', async () => {
    const queries = new SignalHealthQueries(rows);
    const period = { from: time('00:00'), to: time('12:00') };
    const links = [{ id: anna, textCode: 'WH-K7M4Q2C' }];
    const judged = { channel: 'instagram', links, period, judgedUntil: time('12:00') } as const;
    const account = { channelAccountId: instagramAccount, ...judged };
    const seenBy = async (workspaceId: string) => {
      const { heard, conversations, clicks } = await queries.observe(workspaceId, account);
      return [heard.length, conversations.opened, clicks.judged];
    };
    expect(await seenBy(theWorkspace)).toEqual([1, 1, 1]);
    expect(await seenBy(stranger)).toEqual([0, 0, 0]);
  });

  it('knows nobody of another workspace, by whatever name', async () => {
    const id = await theConversation();
    const found = await unitOfWork.run(stranger, async ({ contacts, conversions, decisions }) => {
      const contactId = await contacts.ofConversation(id);
      const known = await owner.query<{ id: `ctc_${string}` }>('SELECT id FROM attribution.contact');
      const theirs = known.rows[0]!.id;
      return [
        contactId,
        await decisions.standing([theirs]),
        await conversions.ofContacts({ all: [theirs], untold: [] }),
      ];
    });
    expect(found).toEqual([undefined, new Map(), []]);
  });
});
