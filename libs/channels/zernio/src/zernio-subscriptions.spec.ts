import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SubscriptionFinding } from '@whence/signals';

import { zernioSubscriptions } from './zernio-subscriptions.js';

const apiKey = 'sk_of_the_brand';
const webhookPath = '/webhooks/zernio/con_01KAQ3ZV5N8T2M4R6P7S9W1X4F';
const events = ['message.received', 'message.sent', 'referral.received', 'conversation.started', 'post.published'];
const aWebhook = () => ({
  _id: 'w1',
  name: 'Whence',
  url: `https://in.brand.test${webhookPath}`,
  events,
  isActive: true,
});
const anAccount = (_id: string, platform: string) => ({ _id, platform, profileId: 'p1', isActive: true });

/** What Zernio would answer, by path without query; a number is a status that refuses. */
type Answers = Record<string, object | number>;

const answersOf = (): Answers => ({
  '/v1/accounts': {
    accounts: [anAccount('ig1', 'instagram'), anAccount('fb1', 'facebook'), anAccount('wa1', 'whatsapp')],
    hasAnalyticsAccess: false,
  },
  '/v1/webhooks/settings': { webhooks: [aWebhook()] },
  '/v1/accounts/fb1/webhook-subscription': {
    pageId: '104500000000001',
    appSubscribed: true,
    leadgen: true,
    subscribedFields: ['messages', 'messaging_postbacks', 'messaging_referrals', 'leadgen'],
  },
  '/v1/accounts/ig1/instagram-ice-breakers': { data: [{ call_to_actions: [{ question: 'How?', payload: 'H' }] }] },
});

let server: Server;
let answers: Answers;
let asked: string[];

beforeEach(async () => {
  answers = answersOf();
  asked = [];
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://zernio.test').pathname.replace(/^\/api/, '');
    asked.push(path);
    const isKnown = request.headers.authorization === `Bearer ${apiKey}`;
    const answer = isKnown ? (answers[path] ?? 404) : 401;
    response.setHeader('content-type', 'application/json');
    if (typeof answer !== 'number') response.end(JSON.stringify(answer));
    else response.writeHead(answer).end(JSON.stringify({ error: answer === 401 ? 'Invalid API key' : 'Not found' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const through = (key = apiKey, timeoutMs = 5_000) => {
  const { port } = server.address() as AddressInfo;
  return zernioSubscriptions({ apiUrl: `http://127.0.0.1:${port}/api`, timeoutMs }).through({
    apiKey: key,
    webhookPath,
  });
};
const instagram = { channel: 'instagram', externalIds: { zernioAccountId: 'ig1' } } as const;
const page = { channel: 'messenger', externalIds: { zernioAccountId: 'fb1' } } as const;
const number = { channel: 'whatsapp', externalIds: { zernioAccountId: 'wa1' } } as const;
const nothingMissing: SubscriptionFinding = { kind: 'compared', missing: [] };

describe('subscriptions asked of Zernio', () => {
  it.each([instagram, page, number])('lack nothing where all is in place: $channel', async (account) => {
    expect(await through()(account)).toEqual(nothingMissing);
  });

  it('are asked for once where they are the same for every account', async () => {
    const findingOf = through();
    for (const account of [instagram, page, number]) await findingOf(account);
    expect(asked.filter((path) => ['/v1/accounts', '/v1/webhooks/settings'].includes(path))).toHaveLength(2);
  });

  it('lack what was switched off, dropped and never set', async () => {
    answers['/v1/webhooks/settings'] = { webhooks: [{ ...aWebhook(), secret: '' }] };
    expect(await through()(number)).toEqual({ kind: 'compared', missing: ['webhook-secret'] });
    answers['/v1/webhooks/settings'] = { webhooks: [] };
    answers['/v1/accounts/ig1/instagram-ice-breakers'] = { data: [] };
    answers['/v1/accounts/fb1/webhook-subscription'] = { appSubscribed: true, subscribedFields: ['messages'] };
    expect(await through()(instagram)).toEqual({ kind: 'compared', missing: ['subscription', 'ice-breakers'] });
    expect(await through()(page)).toEqual({
      kind: 'compared',
      missing: ['subscription', 'field:messaging_postbacks', 'field:messaging_referrals'],
    });
  });

  it('are lost with an account that has to be connected again', async () => {
    answers['/v1/accounts'] = { accounts: [{ ...anAccount('ig1', 'instagram'), needsReconnection: true }] };
    expect(await through()(instagram)).toEqual({ kind: 'compared', missing: ['subscription'] });
  });

  it('are another key’s where this one knows no such account', async () => {
    expect(await through()({ channel: 'whatsapp', externalIds: { zernioAccountId: 'wa2' } })).toMatchObject({
      kind: 'not-its-account',
    });
    expect(await through()({ channel: 'whatsapp', externalIds: { wabaId: '1' } })).toEqual({ kind: 'not-there' });
  });

  it('are looked for on every page of accounts', async () => {
    const others = Array.from({ length: 100 }, (_, at) => anAccount(`other${at}`, 'tiktok'));
    const { port } = server.address() as AddressInfo;
    server.removeAllListeners('request').on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', `http://127.0.0.1:${port}`);
      const accounts = searchParams.get('page') === '1' ? others : [anAccount('wa1', 'whatsapp')];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(pathname.endsWith('accounts') ? { accounts } : { webhooks: [aWebhook()] }));
    });
    expect(await through()(number)).toEqual(nothingMissing);
  });

  it('are unreachable with a key that is refused, and the cause does not tell the key', async () => {
    const finding = await through('sk_revoked')(page);
    expect(finding).toEqual({ kind: 'unreachable', cause: 'Zernio: 401 Invalid API key' });
  });

  it('are asked of Zernio alone: where it leads elsewhere, nobody is told the key', async () => {
    const { port } = server.address() as AddressInfo;
    server.removeAllListeners('request').on('request', (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    });
    expect(await through()(number)).toMatchObject({ kind: 'unreachable' });
    expect(asked.filter((path) => path.startsWith('/elsewhere'))).toEqual([]);
  });

  it('are unreachable where Zernio fails, says something else, or nothing', async () => {
    answers['/v1/accounts/fb1/webhook-subscription'] = 503;
    expect(await through()(page)).toMatchObject({ kind: 'unreachable', cause: expect.stringContaining('503') });
    answers['/v1/webhooks/settings'] = { hooks: [] };
    expect(await through()(number)).toMatchObject({ cause: expect.stringContaining('without webhooks') });
    server.removeAllListeners('request');
    expect(await through(apiKey, 50)(number)).toEqual({ kind: 'unreachable', cause: 'Zernio: no answer in time' });
  });
});
