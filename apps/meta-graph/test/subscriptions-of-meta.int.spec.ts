import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, createWorkspace, type CreatedWorkspace } from '@whence/access';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { intakeControllers, intakeProviders, SubscriptionReports, type SubscriptionReport } from '@whence/intake';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { MetaGraphModule } from '../src/meta-graph.module.js';
import { MetaUnderTest } from './meta-under-test.js';

@Module({
  imports: [AccessModule],
  controllers: [...catalogControllers, ...intakeControllers],
  providers: [...catalogProviders, ...intakeProviders],
})
class ManagementApiModule {}

const pageToken = 'EAAPageToken';
const otherToken = 'EAAOtherPage';
const pageId = '104500000000001';
const appId = '15000000000001';
const fields = [
  'messages',
  'message_echoes',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'standby',
];

describe('subscriptions at Meta', () => {
  let database: TestDatabase;
  let folder: string;
  let meta: MetaUnderTest;
  let app: NestFastifyApplication;
  let brand: CreatedWorkspace;
  let connectionId: string;
  let page: string;
  let retired: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'whence-meta-test-'));
    meta = await MetaUnderTest.start();
    brand = await createWorkspace(database.database, { name: 'brand' });
    const config = loadConfig(PlatformConfig, {
      DATABASE_URL: database.appUrl,
      WHENCE_MASTER_KEY: 'meta-tests-meta-tests-meta-tests-meta-tests',
      WHENCE_SPOOL_DIR: folder,
      META_GRAPH_URL: meta.url,
      META_INSTAGRAM_URL: 'http://127.0.0.1:1',
      WHENCE_SUBSCRIPTION_CHECK_SECONDS: '1',
    });
    const logStream = { write: () => undefined };
    app = await createApplication([ManagementApiModule, MetaGraphModule], config, { logStream });
    meta.answersTo(otherToken)['/me?fields=id'] = { id: '104500000000002' };
    setRight();
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    retired = await register('104500000000009');
    await send('PATCH', `/v1/channel-accounts/${retired}`, { status: 'inactive' });
    page = await register(pageId);
    connectionId = await connect(pageToken);
    await connect(otherToken);
  });

  afterAll(async () => {
    await app.close();
    meta.hangUp();
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  beforeEach(() => setRight());

  const setRight = (): void => {
    meta.refuses.clear();
    Object.assign(meta.answersTo(pageToken), {
      '/me?fields=id': { id: pageId },
      '/app?fields=id': { id: appId },
      '/me/subscribed_apps': { data: [{ name: 'Whence', id: appId, subscribed_fields: fields }] },
      '/me/messenger_profile?fields=get_started': { data: [{ get_started: { payload: 'GET_STARTED' } }] },
    });
  };

  const send = async (method: 'POST' | 'PATCH', url: string, payload: object): Promise<{ id: string }> => {
    const answer = await app.inject({ method, url, payload, headers: { authorization: `Bearer ${brand.key}` } });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer.json<{ id: string }>();
  };
  const register = async (metaId: string): Promise<string> =>
    (await send('POST', '/v1/channel-accounts', { channel: 'messenger', handle: metaId, externalIds: { metaId } })).id;
  const connect = async (apiKey: string): Promise<string> =>
    (await send('POST', '/v1/connections', { provider: 'meta-graph', name: 'Page', secrets: ['s'], apiKey })).id;

  const reportsOf = (accountId: string): Promise<SubscriptionReport[]> =>
    new SubscriptionReports(database.database).of(brand.workspaceId, accountId);

  const untilReported = async (outcome: SubscriptionReport['outcome']): Promise<SubscriptionReport> => {
    for (let looks = 0; looks < 400; looks += 1) {
      const report = (await reportsOf(page)).find((one) => one.connectionId === connectionId);
      if (report?.outcome === outcome) return report;
      await sleep(50);
    }
    throw new Error(`no report was ever ${outcome}`);
  };

  it('are as expected where all is in place', async () => {
    expect(await untilReported('as-expected')).toMatchObject({ provider: 'meta-graph', missing: [] });
  });

  it('are found lost, and found again', async () => {
    meta.answersTo(pageToken)['/me/subscribed_apps'] = { data: [] };
    expect(await untilReported('differs')).toMatchObject({ missing: ['subscription'] });
    const partly = fields.filter((field) => field !== 'messaging_referrals');
    meta.answersTo(pageToken)['/me/subscribed_apps'] = { data: [{ id: appId, subscribed_fields: partly }] };
    meta.answersTo(pageToken)['/me/messenger_profile?fields=get_started'] = { data: [] };
    await untilMissing('field:messaging_referrals');
    expect(await untilReported('differs')).toMatchObject({ missing: ['field:messaging_referrals', 'get-started'] });
    setRight();
    await untilReported('as-expected');
  });

  it('are unreachable with a token that was revoked', async () => {
    meta.refuses.add(pageToken);
    const { cause, missing } = await untilReported('unreachable');
    expect(cause).toBe('Meta: 401 Error validating access token (code 190)');
    expect(missing).toEqual([]);
  });

  it('of an account that nobody uses any more are not asked for', async () => {
    expect(await reportsOf(retired)).toEqual([]);
  });

  const untilMissing = async (part: string): Promise<void> => {
    for (let looks = 0; looks < 400; looks += 1) {
      if ((await reportsOf(page)).some(({ missing }) => missing.some((one) => one === part))) return;
      await sleep(50);
    }
    throw new Error(`${part} was never missing`);
  };
});
