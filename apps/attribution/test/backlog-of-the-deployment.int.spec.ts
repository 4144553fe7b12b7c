import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { newId } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import { addToOutbox } from '@whence/platform/outbox';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { AttributionModule } from '../src/attribution.module.js';

let main: TestDatabase;
let money: TestDatabase;
let reports: TestDatabase;
let app: NestFastifyApplication;
let brand: CreatedWorkspace;

beforeAll(async () => {
  [main, money, reports] = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: main.appUrl,
    AFFILIATE_DATABASE_URL: money.appUrl,
    ANALYTICS_DATABASE_URL: reports.appUrl,
    WHENCE_MASTER_KEY: 'attribution-tests-attribution-tests-a',
  });
  app = await createApplication([AttributionModule], config, { logStream: { write: () => undefined } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  brand = await createWorkspace(main.database, { name: 'brand' });
});

afterAll(async () => {
  await app.close();
  await Promise.all([main.drop(), money.drop(), reports.drop()]);
});

interface Backlog {
  readonly outbox: number;
  readonly quarantined: number;
  readonly consumers: readonly { readonly name: string; readonly lag: number }[];
}

const backlog = async (): Promise<Backlog> => {
  const headers = { authorization: `Bearer ${brand.key}` };
  return (await app.inject({ method: 'GET', url: '/v1/backlog', headers })).json<Backlog>();
};

const asOwner = async (database: TestDatabase, sql: string, params: readonly unknown[]): Promise<void> => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(sql, [...params]).finally(() => client.end());
};

describe('the backlog', () => {
  it('names every consumer of the deployment, in whatever process it runs', async () => {
    expect((await backlog()).consumers).toEqual(
      [
        'affiliate',
        'analytics',
        'meta-graph-replay-on-channel-account-changed',
        'redecide-on-catalogue-changed',
        'whatsapp-cloud-replay-on-channel-account-changed',
        'zernio-replay-on-channel-account-changed',
      ].map((name) => ({ name, lag: 0 })),
    );
  });

  it('counts what apps that run elsewhere have to publish or kept aside, in databases of their own too', async () => {
    const before = await backlog();
    await money.database.inTransaction(workerScope(brand.workspaceId), (tx) =>
      addToOutbox(tx, 'affiliate', [
        {
          id: newId('evt'),
          type: 'whence.commission.accrued.v1',
          topic: 'whence.commissions.v1',
          key: 'prt_1',
          source: '/whence/affiliate-payouts',
          workspaceId: brand.workspaceId,
          occurredAt: new Date(0),
          body: { workspaceId: brand.workspaceId },
        },
      ]),
    );
    await asOwner(
      reports,
      `INSERT INTO analytics.dead_letter (consumer, event_id, workspace_id, type, body, cause)
       VALUES ('analytics', 'evt_1', $1, 'whence.click.recorded.v1', '{}', 'a reason')`,
      [brand.workspaceId],
    );
    const after = await backlog();
    expect(after.outbox - before.outbox).toBe(1);
    expect(after.quarantined - before.quarantined).toBe(1);
  });
});
