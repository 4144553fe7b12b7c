import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { PlatformConfig, loadConfig } from '@whence/platform/config';
import { newId } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import { EventTransport, type OutgoingEvent } from '@whence/platform/outbox';
import { Backlog } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { AnalyticsModule } from './analytics.module.js';

let test: TestDatabase;
let application: NestFastifyApplication;
let ours: CreatedWorkspace;
let theirs: CreatedWorkspace;

beforeAll(async () => {
  test = await createTestDatabase();
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: test.appUrl,
    WHENCE_MASTER_KEY: 'a master key that is used in tests only',
  });
  application = await createApplication([AnalyticsModule], config);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  ours = await createWorkspace(test.database, { name: 'ours' });
  theirs = await createWorkspace(test.database, { name: 'theirs' });
});

afterAll(async () => {
  await application.close();
  await test.drop();
});

const id = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

const event = (type: string, body: OutgoingEvent['body']): OutgoingEvent => ({
  id: newId('evt'),
  type,
  topic: 'any',
  key: 'any',
  source: '/whence/test',
  workspaceId: ours.workspaceId,
  occurredAt: new Date(0),
  body: { workspaceId: ours.workspaceId, ...body },
});

const sale = (number: number): OutgoingEvent =>
  event('whence.conversion.attributed.v1', {
    conversionId: id('cvn', number),
    version: 1,
    type: 'sale',
    occurredAt: '2026-11-02T10:00:00.000Z',
    amount: { amountMinor: '900719925474099312', currency: 'BRL' },
    contactId: id('ctc', number),
    status: 'attributed',
    isFinal: false,
    credits: [{ partnerId: id('prt', 1), shareMillionths: 1_000_000 }],
  });

const get = async (query: string, key: string) => {
  const response = await application.inject({
    url: `/v1/analytics/funnel${query}`,
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};

describe('GET /v1/analytics/funnel', () => {
  it('answers with what was published, amounts as exact text', async () => {
    await application.get(EventTransport).publisher.publish([sale(1)]);
    const answer = await get('?from=2026-11-01T00:00:00.000Z&to=2026-12-01T00:00:00Z&groupBy=partner', ours.key);
    expect(answer).toEqual({
      status: 200,
      body: {
        rows: [
          {
            key: id('prt', 1),
            clicks: 0,
            uniqueClicks: 0,
            conversations: 0,
            leads: 0,
            sales: 1,
            money: [{ currency: 'BRL', revenueMinor: '900719925474099312', commissionMinor: '0' }],
          },
        ],
      },
    });
  });

  it('shows one workspace nothing of another', async () => {
    await application.get(EventTransport).publisher.publish([sale(1)]);
    expect(await get('?groupBy=partner', theirs.key)).toEqual({ status: 200, body: { rows: [] } });
  });

  it.each([
    ['', 'groupBy'],
    ['?groupBy=city', 'groupBy'],
    ['?groupBy=link&from=yesterday', 'from'],
    ['?groupBy=link&to=2026-02-31T00:00:00.000Z', 'to'],
    ['?groupBy=link&since=2026-11-01T00:00:00.000Z', 'since'],
  ])('refuses %j because of %s', async (query, path) => {
    const answer = await get(query, ours.key);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request', errors: [{ path }] });
  });

  it('asks for a key', async () => {
    expect((await get('?groupBy=partner', 'nobodys-key')).status).toBe(401);
  });
});

describe('what analytics could not take', () => {
  it('is counted as kept aside, and holds nothing up', async () => {
    const broken = event('whence.click.recorded.v1', { clickId: id('clk', 1), occurredAt: 'noon', visitor: {} });
    await application.get(EventTransport).publisher.publish([broken, sale(2)]);
    const backlog = application.get(Backlog);
    // It is told of as a dead letter, and stays.
    for (let left = 1; left > 0;) ({ outbox: left } = await backlog.of(ours.workspaceId));
    expect(await backlog.of(ours.workspaceId)).toMatchObject({ quarantined: 1, outbox: 0 });
    expect(await backlog.of(theirs.workspaceId)).toMatchObject({ quarantined: 0 });
  });
});
