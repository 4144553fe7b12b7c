import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import type { ReceivedDeliveries } from '@whence/attribution-application';
import { recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts } from '@whence/catalog';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import { SystemClock } from '@whence/platform/process';
import type { MessageReceived } from '@whence/signals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { AttributionModule } from '../src/attribution.module.js';

const masterKey = 'message-texts-message-texts-message-texts';
const clock = new SystemClock();

let database: TestDatabase;
let owner: pg.Client;
let app: NestFastifyApplication;
let brand: CreatedWorkspace;
let channelAccountId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const config = loadConfig(PlatformConfig, { DATABASE_URL: database.appUrl, WHENCE_MASTER_KEY: masterKey });
  app = await createApplication([AttributionModule], config, { logStream: { write: () => undefined } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  brand = await createWorkspace(database.database, { name: 'brand' });
  const account = { channel: 'instagram', handle: 'brand', externalIds: { metaId: '17841400000000501' } };
  channelAccountId = await made('channel-accounts', account);
});

afterAll(async () => {
  await app.close();
  await owner.end();
  await database.drop();
});

interface Body {
  readonly id: string;
  readonly messageText?: string;
  readonly items?: readonly Body[];
}

const ask = async (path: string, payload?: object): Promise<Body> => {
  const headers = { authorization: `Bearer ${brand.key}`, 'content-type': 'application/json' };
  const url = `/v1/${path}`;
  const answer = await app.inject(
    payload === undefined
      ? { method: 'GET', url, headers }
      : { method: 'POST', url, headers, payload: JSON.stringify(payload) },
  );
  if (answer.statusCode > 201) throw new Error(`${path}: ${answer.body}`);
  return answer.json();
};

const made = async (path: string, payload: object): Promise<string> => (await ask(path, payload)).id;

/** The ref of a link of a new partner in a new program with these terms. */
const refUnder = async (terms: object): Promise<string> => {
  const programId = await made('programs', { name: 'Creators', currency: 'BRL', rewards: [], ...terms });
  const partnerId = await made('partners', { name: 'Anna' });
  await made('enrollments', { programId, partnerId });
  const refCode = `REF${(people += 1)}`;
  await made('links', { channelAccountId, programId, partnerId, refCode });
  return refCode;
};

let people = 0;

/** Somebody writes through the link, and is shown as the API shows him. */
const openedThrough = async (ref: string, text: string): Promise<string> => {
  const person = String((people += 1));
  const signal: MessageReceived = {
    kind: 'message-received',
    form: 'message',
    channel: 'instagram',
    account: { kind: 'metaId', value: '17841400000000501' },
    participant: [{ kind: 'igsid', value: person }],
    occurredAt: { at: clock.now(), precisionMs: 1, clock: 'platform' },
    platformMessageId: `mid.${person}`,
    isReadable: true,
    isForwarded: false,
    text,
    referral: { ref, isProduct: false, delivered: { ref } },
  };
  const ground = { database: database.database, keys: new MasterKey(masterKey), clock };
  const delivery = { connectionId: 'con_1', provider: 'meta-graph', receivedAt: clock.now() };
  const batch = {
    workspaceId: brand.workspaceId,
    deliveries: [{ ...delivery, signals: [{ signal, channelAccountId }] }],
  };
  const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
  await recordSignals.run(batch as ReceivedDeliveries);
  const { items = [] } = await ask(`conversations?participantId=${person}`);
  expect(items).toHaveLength(1);
  expect(items[0]).not.toHaveProperty('messageText');
  return String(items[0]?.id);
};

/** A key of the brand that may do so much. */
const keyWith = async (...scopes: readonly string[]): Promise<string> => {
  const key = `whk_${randomBytes(32).toString('base64url')}`;
  await owner.query(
    'INSERT INTO access.api_key (id, workspace_id, name, key_sha256, scopes) VALUES ($1, $2, $3, $4, $5)',
    [`key_${scopes.length}`, brand.workspaceId, 'reader', createHash('sha256').update(key).digest(), scopes],
  );
  return key;
};

describe('the text of an opening', () => {
  it('is shown with its conversation where its program keeps it, and not where another does not', async () => {
    const kept = await openedThrough(await refUnder({ keepMessageText: { days: 30 } }), 'Hi, Anna sent me!');
    const other = await openedThrough(await refUnder({}), 'Hi, Ben sent me!');
    expect(await ask(`conversations/${kept}`)).toMatchObject({ id: kept, messageText: 'Hi, Anna sent me!' });
    expect(await ask(`conversations/${other}`)).not.toHaveProperty('messageText');
  });

  it('is gone when its days are over, by the clock', async () => {
    const id = await openedThrough(await refUnder({ keepMessageText: { days: 1 } }), 'for a day');
    expect(await ask(`conversations/${id}`)).toHaveProperty('messageText');
    const keptOf = 'SELECT FROM attribution.message_text WHERE conversation_id = $1';
    await owner.query('UPDATE attribution.message_text SET kept_until = now() WHERE conversation_id = $1', [id]);
    expect(await ask(`conversations/${id}`)).not.toHaveProperty('messageText');
    for (let looks = 0; looks < 200; looks += 1) {
      if ((await owner.query(keptOf, [id])).rows.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await owner.query(keptOf, [id])).rows).toEqual([]);
  });

  it('is for keys that may read messages', async () => {
    const id = await openedThrough(await refUnder({ keepMessageText: { days: 30 } }), 'not for everybody');
    const seenBy = async (...scopes: readonly string[]) => {
      const headers = { authorization: `Bearer ${await keyWith(...scopes)}` };
      const answer = await app.inject({ method: 'GET', url: `/v1/conversations/${id}`, headers });
      return answer.json<Body>();
    };
    const unread = await seenBy('attribution:read');
    expect(unread.id).toBe(id);
    expect(unread).not.toHaveProperty('messageText');
    expect(await seenBy('attribution:read', 'messages:read')).toHaveProperty('messageText', 'not for everybody');
  });
});
