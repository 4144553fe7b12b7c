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

import { ZernioModule } from '../src/zernio.module.js';
import { ZernioUnderTest } from './zernio-under-test.js';

@Module({
  imports: [AccessModule],
  controllers: [...catalogControllers, ...intakeControllers],
  providers: [...catalogProviders, ...intakeProviders],
})
class ManagementApiModule {}

const apiKey = 'sk_of_the_brand';
const events = ['message.received', 'message.sent', 'referral.received', 'conversation.started'];

describe('subscriptions at Zernio', () => {
  let database: TestDatabase;
  let folder: string;
  let zernio: ZernioUnderTest;
  let brand: CreatedWorkspace;
  let webhookPath: string;
  let pageAccount: string;
  let strangeAccount: string;
  let logged = '';
  const apps: NestFastifyApplication[] = [];

  const startApp = async (intake: string): Promise<NestFastifyApplication> => {
    const config = loadConfig(PlatformConfig, {
      DATABASE_URL: database.appUrl,
      WHENCE_MASTER_KEY: 'zernio-tests-zernio-tests-zernio-tests',
      WHENCE_SPOOL_DIR: join(folder, `spool-${apps.length}`),
      INTAKE: intake,
      ZERNIO_API_URL: zernio.apiUrl,
      WHENCE_SUBSCRIPTION_CHECK_SECONDS: '1',
    });
    const logStream = { write: (line: string) => void (logged += line) };
    const app = await createApplication([ManagementApiModule, ZernioModule], config, { logStream });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    apps.push(app);
    return app;
  };

  const post = async <Answer>(url: string, payload: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${brand.key}` };
    const [app] = apps;
    const answer = await app?.inject({ method: 'POST', url, payload, headers });
    if (answer?.statusCode !== 201) throw new Error(`POST ${url}: ${answer?.body ?? ''}`);
    return answer.json<Answer>();
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'whence-zernio-test-'));
    zernio = await ZernioUnderTest.start(apiKey);
    brand = await createWorkspace(database.database, { name: 'brand' });
    await startApp('edge');
    const connection = { provider: 'zernio', name: 'Zernio', secrets: ['zernio-secret'] };
    ({ webhookPath } = await post<{ webhookPath: string }>('/v1/connections', { ...connection, apiKey }));
    await post('/v1/connections', connection);
    const page = { channel: 'messenger', handle: 'brand', externalIds: { zernioAccountId: 'fb1' } };
    pageAccount = (await post<{ id: string }>('/v1/channel-accounts', page)).id;
    const strange = { channel: 'whatsapp', handle: 'brand', externalIds: { zernioAccountId: 'wa9' } };
    strangeAccount = (await post<{ id: string }>('/v1/channel-accounts', strange)).id;
  });

  beforeEach(() => {
    zernio.acceptedKey = apiKey;
    zernio.answers = {
      '/v1/accounts': { accounts: [{ _id: 'fb1', platform: 'facebook', profileId: 'p1', isActive: true }] },
      '/v1/webhooks/settings': { webhooks: [{ url: `https://in.brand.test${webhookPath}`, events, isActive: true }] },
      '/v1/accounts/fb1/webhook-subscription': {
        appSubscribed: true,
        subscribedFields: ['messages', 'messaging_postbacks', 'messaging_referrals'],
      },
    };
  });

  afterAll(async () => {
    for (const app of apps.toReversed()) await app.close();
    zernio.hangUp();
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  const reportsOf = (accountId = pageAccount): Promise<SubscriptionReport[]> =>
    new SubscriptionReports(database.database).of(brand.workspaceId, accountId);

  const untilReported = async (outcome: SubscriptionReport['outcome']): Promise<readonly SubscriptionReport[]> => {
    for (let looks = 0; looks < 400; looks += 1) {
      const reports = await reportsOf();
      if (reports.some((report) => report.outcome === outcome)) return reports;
      await sleep(50);
    }
    throw new Error(`no report was ever ${outcome}`);
  };

  it('are nobody’s business where no worker runs', async () => {
    await sleep(1_500);
    expect(await reportsOf()).toEqual([]);
  });

  it('are as expected where all is in place, through each connection that has a key', async () => {
    await startApp('worker');
    const reports = await untilReported('as-expected');
    expect(reports).toMatchObject([{ provider: 'zernio', outcome: 'as-expected', missing: [] }]);
    expect(webhookPath).toContain(reports[0]?.connectionId);
  });

  it('are found lost, and found again', async () => {
    zernio.answers['/v1/webhooks/settings'] = {
      webhooks: [{ url: `https://in.brand.test${webhookPath}`, events: ['message.received'], isActive: true }],
    };
    zernio.answers['/v1/accounts/fb1/webhook-subscription'] = { appSubscribed: false };
    const [lost] = await untilReported('differs');
    expect([...(lost?.missing ?? [])].sort()).toEqual([
      'event:conversation.started',
      'event:message.sent',
      'event:referral.received',
      'subscription',
    ]);
    zernio.answers['/v1/webhooks/settings'] = {
      webhooks: [{ url: `https://in.brand.test${webhookPath}`, events, isActive: true }],
    };
    zernio.answers['/v1/accounts/fb1/webhook-subscription'] = { appSubscribed: true, subscribedFields: undefined };
    await untilReported('as-expected');
  });

  it('are unreachable with a key that is refused, which nothing repeats', async () => {
    zernio.acceptedKey = 'sk_another';
    expect(await untilReported('unreachable')).toMatchObject([{ missing: [], cause: 'Zernio: 401 Invalid API key' }]);
    expect(logged).not.toContain(apiKey);
  });

  it('of an account that the key knows nothing of are not taken for lost, and hold up no other', async () => {
    expect(await reportsOf(strangeAccount)).toMatchObject([{ outcome: 'unreachable' }]);
  });

  it('are compared by one of several workers, and by another when that one stops', async () => {
    const [, first] = apps;
    await startApp('worker');
    await first?.close();
    apps.splice(1, 1);
    zernio.acceptedKey = apiKey;
    await untilReported('as-expected');
  });
});
