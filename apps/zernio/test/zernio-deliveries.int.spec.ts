import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, createWorkspace, type CreatedWorkspace } from '@whence/access';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { intakeControllers, intakeProviders } from '@whence/intake';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { PostgresOutbox } from '@whence/platform/outbox';
import { Backlog, Databases, Relays } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { ZernioModule } from '../src/zernio.module.js';

@Module({
  imports: [AccessModule],
  controllers: [...catalogControllers, ...intakeControllers],
  providers: [...catalogProviders, ...intakeProviders],
})
class ManagementApiModule {}

const secret = 'zernio-secret';

const messageFrom = (participantId: string, zernioAccountId: string, text: string) => ({
  id: `evt_${participantId}`,
  event: 'message.received',
  timestamp: '2026-11-02T10:00:01.120Z',
  message: {
    id: `msg_${participantId}`,
    conversationId: '66f0c0',
    platform: 'instagram',
    platformMessageId: `aWdf_${participantId}`,
    direction: 'incoming',
    text,
    attachments: [],
    sentAt: '2026-11-02T10:00:00.400Z',
    sender: { id: participantId, name: 'Ana', username: 'ana' },
  },
  conversation: { id: '66f0c0', platformConversationId: participantId, participantId, status: 'active' },
  account: { id: zernioAccountId, accountId: zernioAccountId, platform: 'instagram', username: 'brand' },
  metadata: null,
});

describe('deliveries of Zernio', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let app: NestFastifyApplication;
  let brand: CreatedWorkspace;
  let webhookPath: string;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    folder = await mkdtemp(join(tmpdir(), 'whence-zernio-test-'));
    const config = loadConfig(PlatformConfig, {
      DATABASE_URL: database.appUrl,
      WHENCE_MASTER_KEY: 'zernio-tests-zernio-tests-zernio-tests',
      WHENCE_SPOOL_DIR: folder,
    });
    app = await createApplication([ManagementApiModule, ZernioModule], config, {
      logStream: { write: () => undefined },
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    app.get(Relays).add(new PostgresOutbox(app.get(Databases).at(config.databaseUrl), 'catalog'));
    brand = await createWorkspace(database.database, { name: 'brand' });
    const connection = { provider: 'zernio', name: 'Zernio', secrets: [secret] };
    ({ webhookPath } = await post<{ webhookPath: string }>('/v1/connections', connection));
    await post('/v1/channel-accounts', {
      channel: 'instagram',
      handle: 'brand',
      externalIds: { zernioAccountId: 'acc_1', metaId: '17841400000000501' },
    });
  });

  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
    await owner.end();
    await database.drop();
  });

  const post = async <Answer>(url: string, payload: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${brand.key}` };
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    if (answer.statusCode !== 201) throw new Error(`POST ${url}: ${answer.body}`);
    return answer.json<Answer>();
  };

  const deliver = async (payload: object): Promise<number> => {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-zernio-signature': signature };
    return (await app.inject({ method: 'POST', url: webhookPath, payload: body, headers })).statusCode;
  };

  const untilWorkedOff = async (): Promise<{ quarantined: number }> => {
    for (let looks = 0; looks < 400; looks += 1) {
      const backlog = await app.get(Backlog).of(brand.workspaceId);
      if (backlog.inbox === 0 && backlog.outbox === 0) return backlog;
      await sleep(50);
    }
    throw new Error('the backlog does not empty');
  };

  const conversationsOpened = async (): Promise<number> => {
    const { rows } = await owner.query<{ opened: string }>(
      'SELECT count(*) AS opened FROM attribution.conversation WHERE opened_at IS NOT NULL',
    );
    return Number(rows[0]?.opened);
  };

  it('open one conversation each, however often they come', async () => {
    const message = messageFrom('17841400000000001', 'acc_1', 'Hi!');
    expect([await deliver(message), await deliver(message), await deliver(message)]).toEqual([200, 200, 200]);
    expect((await untilWorkedOff()).quarantined).toBe(0);
    expect(await conversationsOpened()).toBe(1);
  });

  it('with a NUL and half a surrogate pair in the text are taken', async () => {
    expect(await deliver(messageFrom('17841400000000002', 'acc_1', 'a\u0000b\ud800c'))).toBe(200);
    expect((await untilWorkedOff()).quarantined).toBe(0);
    expect(await conversationsOpened()).toBe(2);
  });

  it('of events that are no business of ours are counted', async () => {
    expect(await deliver({ id: 'evt_9', event: 'comment.received', timestamp: '2026-11-02T10:00:01.120Z' })).toBe(200);
    expect((await untilWorkedOff()).quarantined).toBe(0);
    const { rows } = await owner.query('SELECT name FROM intake.delivery_count');
    expect(rows).toHaveLength(1);
  });

  it('for an account nobody registered wait until somebody does', async () => {
    expect(await deliver(messageFrom('17841400000000003', 'acc_2', 'Hello?'))).toBe(200);
    expect((await untilWorkedOff()).quarantined).toBe(1);
    expect(await conversationsOpened()).toBe(2);
    await post('/v1/channel-accounts', {
      channel: 'instagram',
      handle: 'brand.two',
      externalIds: { zernioAccountId: 'acc_2' },
    });
    expect((await untilWorkedOff()).quarantined).toBe(0);
    expect(await conversationsOpened()).toBe(3);
  });
});
