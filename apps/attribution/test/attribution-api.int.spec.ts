import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { AttributionModule } from '../src/attribution.module.js';

interface Answer {
  readonly status: number;
  readonly body: {
    readonly id: string;
    readonly version: number;
    readonly precedence: string;
    readonly errors: readonly { readonly path: string }[];
  };
}

interface Sent {
  readonly payload?: unknown;
  readonly by?: CreatedWorkspace;
}

let database: TestDatabase;
let app: NestFastifyApplication;
let brand: CreatedWorkspace;
let rival: CreatedWorkspace;
let account: string;
let accountOfRival: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: database.appUrl,
    WHENCE_MASTER_KEY: 'attribution-tests-attribution-tests-a',
  });
  app = await createApplication([AttributionModule], config, { logStream: { write: () => undefined } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  brand = await createWorkspace(database.database, { name: 'brand' });
  rival = await createWorkspace(database.database, { name: 'rival' });
  account = await madeAccount(brand);
  accountOfRival = await madeAccount(rival);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const send = async (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  { payload, by = brand }: Sent = {},
): Promise<Answer> => {
  const answer = await app.inject({
    method,
    url: `/v1/${path}`,
    headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, body: answer.json() };
};

const madeAccount = async (by: CreatedWorkspace): Promise<string> => {
  const payload = { channel: 'instagram', handle: 'brand', externalIds: {} };
  return (await send('POST', 'channel-accounts', { payload, by })).body.id;
};

const money = { amountMinor: '1999', currency: 'BRL' };
let orders = 0;

/** A sale to somebody who has not written yet. */
const aSale = (changes: object = {}): object => ({
  type: 'sale',
  externalId: `order-${(orders += 1)}`,
  contact: { channelIdentity: { channelAccountId: account, participantId: '8800000000000021' } },
  amount: money,
  ...changes,
});

const report = (payload: object): Promise<Answer> => send('POST', 'conversions', { payload });

describe('a conversion that is reported', () => {
  it('waits for its contact, and says so in exact text', async () => {
    const sale = aSale({ occurredAt: '2026-11-02T13:00:00+03:00' });
    expect(await report(sale)).toEqual({
      status: 201,
      body: {
        id: expect.stringMatching(/^cvn_[0-9A-HJKMNP-TV-Z]{26}$/),
        type: 'sale',
        externalId: (sale as { externalId: string }).externalId,
        status: 'parked',
        amount: money,
        occurredAt: '2026-11-02T10:00:00.000Z',
        attribution: null,
      },
    });
    expect((await send('GET', 'backlog')).body).toMatchObject({ parked: expect.any(Number), quarantined: 0 });
  });

  it('is the same one when it is reported again, and no other', async () => {
    const sale = aSale();
    const { body: first } = await report(sale);
    expect(await report(sale)).toEqual({ status: 200, body: first });
    expect(await report({ ...sale, amount: { ...money, amountMinor: '2000' } })).toMatchObject({
      status: 409,
      body: { code: 'conversion-conflict', holder: first.id },
    });
  });

  it.each(['ANNA10', 'whatever the customer gave'])('is taken with the coupon that was given: %s', async (coupon) => {
    const sale = aSale({ coupon });
    expect(await report(sale)).toMatchObject({ status: 201, body: { status: 'parked', coupon } });
    expect(await report(sale)).toMatchObject({ status: 200, body: { coupon } });
    expect(await report({ ...sale, coupon: 'BEN20' })).toMatchObject({ status: 409 });
  });

  it.each([
    ['a conversation', () => ({ conversationId: 'cnv_01KAQ3ZV5N8T2M4R6P7S9W1X4J' }), 'conversationId'],
    [
      'a channel account',
      () => ({ channelIdentity: { channelAccountId: accountOfRival, participantId: '1' } }),
      'channelIdentity.channelAccountId',
    ],
  ])('does not wait for %s that this workspace does not have', async (_, contact, path) => {
    expect(await report(aSale({ contact: contact() }))).toMatchObject({
      status: 404,
      body: { code: 'unknown-reference', errors: [{ path: `contact.${path}` }] },
    });
  });

  it.each([
    ['nobody', { contact: {} }, 'contact'],
    ['nobody, in a list', { contact: [] }, 'contact'],
    ['somebody in a list', { contact: [{ externalUserId: 'u-1' }] }, 'contact'],
    ['null for a user', { contact: { externalUserId: null } }, 'contact.externalUserId'],
    ['null for a channel identity', { contact: { channelIdentity: null } }, 'contact.channelIdentity'],
    ['a channel identity in a list', { contact: { channelIdentity: [] } }, 'contact.channelIdentity'],
    ['a name that is none', { contact: { externalUserId: 'u-1', email: 'a@b.test' } }, 'contact.email'],
    ['no amount', { amount: undefined }, 'amount'],
    ['an empty list for an amount', { amount: [] }, 'amount'],
    ['an amount in a list', { amount: [money] }, 'amount'],
    ['an amount that is a number', { amount: { ...money, amountMinor: 1999 } }, 'amount.amountMinor'],
    ['less than nothing', { amount: { ...money, amountMinor: '-1' } }, 'amount.amountMinor'],
    ['null for a time', { occurredAt: null }, 'occurredAt'],
    ['a time beyond all terms', { occurredAt: '9998-12-31T00:00:00.000Z' }, 'occurredAt'],
    ['a blank coupon', { coupon: ' ' }, 'coupon'],
    ['a coupon that is none', { coupon: ['ANNA10'] }, 'coupon'],
    ['null for a coupon', { coupon: null }, 'coupon'],
    ['a coupon of two lines', { coupon: 'ANNA\n10' }, 'coupon'],
  ])('is refused with %s', async (_, changes, path) => {
    const { status, body } = await report(aSale(changes));
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.path).join()).toContain(path);
  });
});

describe('a list', () => {
  it.each(['conversations', 'conversions'])('of %s does not go on after what is no cursor', async (list) => {
    for (const cursor of ['null', 'abc', 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F']) {
      expect(await send('GET', `${list}?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'cursor' }] },
      });
    }
  });
});

describe('capabilities', () => {
  it('tell of each provider and channel what can arrive and what it needs', async () => {
    const { status, body } = await send('GET', 'capabilities');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          provider: 'meta-graph',
          channel: 'messenger',
          evidence: expect.arrayContaining([
            {
              matchType: 'ref_code',
              carriedBy: expect.arrayContaining([{ event: 'messaging_postbacks', field: 'postback.referral.ref' }]),
              needs: expect.arrayContaining(['for newcomers: a Get Started button']),
              limits: expect.any(Array),
            },
          ]),
        }),
      ]),
    });
  });

  it('are told to nobody without a key', async () => {
    expect((await app.inject({ url: '/v1/capabilities' })).statusCode).toBe(401);
  });
});

describe('attribution settings', () => {
  const settings = {
    model: 'first_touch',
    precedence: 'ad_over_partner',
    openingGraceMinutes: 30,
    finalizationHours: 96,
    existingThreads: 'unattributed',
    inference: 'on',
  };

  it('take on a new version with every change, in their own workspace', async () => {
    const { version } = (await send('GET', 'attribution-settings')).body;
    expect(await send('PUT', 'attribution-settings', { payload: settings })).toEqual({
      status: 200,
      body: { ...settings, version: version + 1 },
    });
    expect((await send('GET', 'attribution-settings', { by: rival })).body.precedence).toBe('partner_over_ad');
  });

  it('want no guesses unless they say so', async () => {
    const { inference: _inference, ...asContracted } = settings;
    const { body } = await send('PUT', 'attribution-settings', { payload: asContracted });
    expect(body).toMatchObject({ ...asContracted, inference: 'off' });
  });

  it.each([
    ['a guess of some kind', { inference: 'maybe' }],
    ['a model that nobody knows', { model: 'last_click' }],
    ['a grace that lies back', { openingGraceMinutes: -1 }],
    ['a field of their own', { version: 7 }],
  ])('are refused with %s', async (_, changes) => {
    expect((await send('PUT', 'attribution-settings', { payload: { ...settings, ...changes } })).status).toBe(400);
  });
});
