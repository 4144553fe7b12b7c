import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { RecordClicks, RecordSignals, UnitOfWork } from '@whence/attribution-application';
import type { ChannelAccountId, ConnectionId, LinkId, WorkspaceId } from '@whence/attribution-domain';
import { MasterKeyFingerprints } from '@whence/attribution-persistence';
import { aSignal, referralTo } from '@whence/attribution-testing';
import { SubscriptionReports, type SubscriptionReport } from '@whence/intake';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { MasterKey, newId } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import { workerScope } from '@whence/platform/postgres';
import { Clock } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { AttributionModule } from '../src/attribution.module.js';

const minute = 60_000;
const hour = 60 * minute;

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

interface Health {
  readonly findings: readonly { readonly code: string }[];
}

let database: TestDatabase;
let app: NestFastifyApplication;
let brand: CreatedWorkspace;
let rival: CreatedWorkspace;
let account: string;
let link: { readonly id: string; readonly refCode: string };
let now: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: database.appUrl,
    WHENCE_MASTER_KEY: 'attribution-tests-attribution-tests-a',
  });
  app = await createApplication([AttributionModule], config, { logStream: { write: () => undefined } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  rival = await createWorkspace(database.database, { name: 'rival' });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

/** A workspace of its own for each, since deliveries for unknown accounts are its workspace's. */
beforeEach(async () => {
  brand = await createWorkspace(database.database, { name: 'brand' });
  const externalIds = { metaId: '17841400000000501' };
  account = (await post<{ id: string }>('channel-accounts', { channel: 'instagram', handle: 'brand', externalIds })).id;
  link = await post('links', { channelAccountId: account });
  now = app.get(Clock).now();
});

const ask = async <Body>(
  method: 'GET' | 'POST',
  path: string,
  { payload, by = brand }: { readonly payload?: unknown; readonly by?: CreatedWorkspace } = {},
): Promise<Answer<Body>> => {
  const answer = await app.inject({
    method,
    url: `/v1/${path}`,
    headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, body: answer.json() };
};

const post = async <Body>(path: string, payload: unknown): Promise<Body> =>
  (await ask<Body>('POST', path, { payload })).body;

const health = (query = ''): Promise<Answer<Health>> => ask('GET', `channel-accounts/${account}/signal-health${query}`);

const findingsNow = async (): Promise<readonly string[]> => (await health()).body.findings.map(({ code }) => code);

const aConnection = async (): Promise<ConnectionId> =>
  (await post<{ id: ConnectionId }>('connections', { provider: 'meta-graph', name: 'Meta', secrets: ['secret'] })).id;

const tapped = (count: number, ago: number, { id: linkId } = link): Promise<unknown> =>
  app.get(RecordClicks).run(
    Array.from({ length: count }, () => ({
      workspaceId: brand.workspaceId as WorkspaceId,
      id: newId('clk'),
      linkId: linkId as LinkId,
      channel: 'instagram',
      clickedAt: now - ago,
      visitor: 'person',
      clientClass: 'instagram-in-app',
      visitorId: 'vis0000000000000000001',
    })),
  );

/** So many people write for the first time. */
const written = (count: number, ago: number, facts: { readonly connectionId: ConnectionId; readonly ref?: string }) => {
  const { connectionId, ref } = facts;
  const signals = Array.from({ length: count }, (_, index) => {
    const message = { at: now - ago, by: `88000${ago}${index}`, platformMessageId: `mid.${ago}.${index}` };
    return aSignal({ ...message, ...(ref === undefined ? {} : { referral: referralTo(ref) }) });
  });
  const fingerprints = new MasterKeyFingerprints(app.get(MasterKey));
  return new RecordSignals(app.get(UnitOfWork), app.get(Clock), { fingerprints, languageOf: () => undefined }).run({
    workspaceId: brand.workspaceId as WorkspaceId,
    deliveries: [
      {
        connectionId,
        provider: 'meta-graph',
        receivedAt: now - ago,
        signals: signals.map((signal) => ({ signal, channelAccountId: account as ChannelAccountId })),
      },
    ],
  });
};

const compared = (connectionId: string, facts: Partial<SubscriptionReport>): Promise<void> =>
  new SubscriptionReports(database.database).keep({
    workspaceId: brand.workspaceId,
    channelAccountId: account,
    connectionId,
    provider: 'meta-graph',
    checkedAt: now - hour,
    outcome: 'as-expected',
    missing: [],
    ...facts,
  });

const keptAside = (reference: string): Promise<unknown> =>
  database.database.inTransaction(workerScope(brand.workspaceId), (tx) =>
    tx.query(
      `WITH delivery AS (
         INSERT INTO intake.inbox (workspace_id, connection_id, provider, body, headers, received_at, state)
         VALUES ($1, 'con_1', 'zernio', '', '{}', now(), 'quarantined') RETURNING id
       )
       INSERT INTO intake.quarantine (inbox_id, workspace_id, path, reason, account_reference)
       SELECT id, $1, 'signals[0]', 'unknown-channel-account', $2 FROM delivery`,
      [brand.workspaceId, reference],
    ),
  );

describe('the signal health of an account', () => {
  it('that nobody ever told of says so, in figures and in words', async () => {
    await tapped(3, hour);
    await tapped(2, minute);
    const another = { channel: 'instagram', handle: 'other', externalIds: {} };
    const other = await post<{ id: string }>('channel-accounts', another);
    await tapped(7, hour, await post('links', { channelAccountId: other.id }));
    expect((await health()).body).toEqual({
      channelAccountId: account,
      channel: 'instagram',
      period: { from: expect.any(String), to: expect.any(String) },
      observedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      lastEventAt: null,
      heard: [],
      conversations: expect.objectContaining({ opened: 0, withRef: 0, withDamagedCode: 0 }),
      clicks: expect.objectContaining({ judged: 3, ledToNoConversation: 3, tooYoung: 2, judgedAfterMinutes: 30 }),
      subscriptions: [],
      unknownAccounts: [],
      findings: [
        {
          code: 'never-heard-of',
          severity: 'critical',
          message: 'No provider has ever told of this account.',
          consequence: expect.any(String),
          remedy: expect.any(String),
          evidence: { clicks: 3 },
          documentation: 'docs/channels.md#never-heard-of',
        },
        expect.objectContaining({ code: 'never-compared', severity: 'notice' }),
      ],
    });
  });

  it('whose refs do not come names what its subscription lacks, and recovers with it', async () => {
    const connectionId = await aConnection();
    await tapped(20, 2 * hour);
    await written(5, hour, { connectionId });
    await compared(connectionId, { outcome: 'differs', missing: ['field:messaging_referral', 'ice-breakers'] });
    const { body } = await health();
    expect(body).toMatchObject({
      lastEventAt: new Date(now - hour).toISOString(),
      heard: [{ connectionId, provider: 'meta-graph', lastEventAt: new Date(now - hour).toISOString() }],
      conversations: { opened: 5, withRef: 0 },
      subscriptions: [{ connectionId, outcome: 'differs', missing: ['field:messaging_referral', 'ice-breakers'] }],
      findings: [
        { code: 'no-refs', severity: 'critical', evidence: { clicks: 20, opened: 5 } },
        {
          code: 'field-missing',
          consequence: expect.stringContaining('which click somebody came by, which link somebody came by'),
          evidence: { missing: 'field:messaging_referral', checkedAt: new Date(now - hour).toISOString() },
        },
        { code: 'ice-breakers-missing' },
      ],
    });
    await compared(connectionId, {});
    await written(5, minute, { connectionId, ref: link.refCode });
    expect(await findingsNow()).toEqual([]);
  });

  it('names the unknown account that it may be', async () => {
    await keptAside('zernioAccountId:acc_1');
    await keptAside('phoneNumberId:402000000000002');
    const { body } = await health();
    expect(body).toMatchObject({
      unknownAccounts: [
        { reference: 'phoneNumberId:402000000000002', parts: 1 },
        { reference: 'zernioAccountId:acc_1', parts: 1 },
      ],
    });
    expect(await findingsNow()).toEqual(['never-heard-of', 'unknown-account', 'never-compared']);
  });

  it('looks at the period that was asked for', async () => {
    const connectionId = await aConnection();
    await written(2, 10 * 24 * hour, { connectionId });
    const day = (ago: number) => new Date(now - ago * 24 * hour).toISOString();
    expect((await health()).body).toMatchObject({ conversations: { opened: 0 }, lastEventAt: day(10) });
    expect((await health(`?from=${day(10)}&to=${day(9)}`)).body).toMatchObject({
      period: { from: day(10), to: day(9) },
      conversations: { opened: 2 },
    });
    expect((await health(`?to=${day(10)}`)).body).toMatchObject({ period: { from: day(17), to: day(10) } });
    expect((await health(`?from=${day(90)}&to=${day(0)}`)).status).toBe(200);
  });

  it.each([
    ['?from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z', 'from'],
    ['?from=2026-01-01T00:00:00.000Z&to=2026-04-01T00:00:00.001Z', 'from'],
    ['?from=yesterday', 'from'],
    ['?to=2026-11-02', 'to'],
    ['?days=7', 'days'],
  ])('is not told of %s', async (query, path) => {
    expect(await health(query)).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ path }] } });
  });

  it('is nobody else’s to know', async () => {
    const path = `channel-accounts/${account}/signal-health`;
    expect(await ask('GET', path, { by: rival })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await ask('GET', `channel-accounts/${link.id}/signal-health`)).status).toBe(404);
    expect((await app.inject({ url: `/v1/${path}` })).statusCode).toBe(401);
  });
});
