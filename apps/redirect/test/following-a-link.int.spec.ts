import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { findTextCodes, readClickToken } from '@whence/codes';
import { MasterKey } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { masterKey, removeSpoolFolders, startRedirectApp, untilReady } from './redirect-app.js';

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 393.1.0 (iPhone15,2)';

interface Link {
  readonly id: string;
  readonly key: string;
  readonly shortUrl: string;
  readonly refCode: string;
  readonly textCode: string;
  readonly targetUrl: string;
}

interface ClickRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly link_id: string;
  readonly click_part: string | null;
  readonly visitor: string;
  readonly robot_reason: string | null;
  readonly client_class: string;
  readonly language: string | null;
  readonly visitor_id: string;
}

describe('a short link', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let app: NestFastifyApplication;
  let brand: CreatedWorkspace;
  let accounts: Record<'instagram' | 'messenger' | 'whatsapp', string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    app = await startRedirectApp(database.appUrl);
    await untilReady(app);
    brand = await createWorkspace(database.database, { name: 'brand' });
    accounts = {
      instagram: await register('instagram', 'brand', { metaId: '17841400000000501' }),
      messenger: await register('messenger', 'brandpage', { metaId: '104500000000001' }),
      whatsapp: await register('whatsapp', '+55 11 90000-0001', {
        phoneNumberId: '9100000001',
        phone: '+5511900000001',
      }),
    };
  });

  beforeEach(() => owner.query('TRUNCATE attribution.click'));

  afterAll(async () => {
    await app.close();
    removeSpoolFolders();
    await owner.end();
    await database.drop();
  });

  const asBrand = () => ({ authorization: `Bearer ${brand.key}` });

  const api = async <Answer>(method: 'POST' | 'PATCH', url: string, payload: object): Promise<Answer> => {
    const answer = await app.inject({ method, url, payload, headers: asBrand() });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer.json<Answer>();
  };

  const register = async (channel: string, handle: string, externalIds: object): Promise<string> =>
    (await api<{ id: string }>('POST', '/v1/channel-accounts', { channel, handle, externalIds })).id;

  const makeLink = (channel: keyof typeof accounts, more: object = {}): Promise<Link> =>
    api<Link>('POST', '/v1/links', { channelAccountId: accounts[channel], ...more });

  const tap = (
    path: string,
    { method = 'GET', headers = {} }: { method?: 'GET' | 'HEAD'; headers?: Record<string, string> } = {},
  ) => app.inject({ method, url: path, headers: { 'user-agent': iPhone, ...headers } });

  const clicks = async (): Promise<ClickRow[]> =>
    (await owner.query<ClickRow>('SELECT * FROM attribution.click ORDER BY sequence')).rows;

  it('leads an Instagram visitor on with a signed token, and the click is kept before the answer', async () => {
    const link = await makeLink('instagram');
    const answer = await tap(`/r/${link.key}`, { headers: { 'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8' } });
    expect(answer.statusCode).toBe(302);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });

    const target = new URL(String(answer.headers.location));
    expect(`${target.origin}${target.pathname}`).toBe('https://ig.me/m/brand');
    const keys = new MasterKey(masterKey);
    const token = readClickToken(target.searchParams.get('ref') ?? '', (payload) => keys.mac('click-token', payload));
    const [click] = await clicks();
    expect(token).toMatchObject({ kind: 'click', linkId: link.id, clickId: click?.id });
    expect(click).toMatchObject({
      workspace_id: brand.workspaceId,
      link_id: link.id,
      click_part: null,
      visitor: 'person',
      client_class: 'instagram-in-app',
      language: 'pt-BR',
    });
  });

  it('leads a WhatsApp visitor on with the code and the click in the text', async () => {
    const link = await makeLink('whatsapp', { message: 'Hi, I saw this at Anna’s' });
    const target = new URL(String((await tap(`/r/${link.key}`)).headers.location));
    expect(`${target.origin}${target.pathname}`).toBe('https://wa.me/5511900000001');
    const [found] = findTextCodes(target.searchParams.get('text') ?? '').codes;
    expect(found?.code).toBe(link.textCode);
    expect((await clicks())[0]?.click_part).toBe(found?.clickPart);
  });

  it('leads a Messenger visitor on to the Page', async () => {
    const link = await makeLink('messenger');
    expect((await tap(`/r/${link.key}`)).headers.location).toMatch(/^https:\/\/m\.me\/brandpage\?ref=w1[\w-]+$/);
  });

  it('counts one visitor once a day and never says who it was', async () => {
    const link = await makeLink('instagram');
    for (const agent of [iPhone, iPhone, `${iPhone} other`]) {
      await tap(`/r/${link.key}`, { headers: { 'user-agent': agent } });
    }
    const [first, second, third] = (await clicks()).map((click) => click.visitor_id);
    expect(first).toMatch(/^[\w-]{22}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('marks previews as robots and sends them on all the same', async () => {
    const link = await makeLink('instagram');
    expect((await tap(`/r/${link.key}`, { headers: { 'user-agent': 'WhatsApp/2.23.20.0 A' } })).statusCode).toBe(302);
    expect((await clicks())[0]).toMatchObject({ visitor: 'robot', robot_reason: 'whatsapp', client_class: 'preview' });
  });

  it('answers HEAD without a click and without a token', async () => {
    const link = await makeLink('instagram');
    const answer = await tap(`/r/${link.key}`, { method: 'HEAD' });
    expect([answer.statusCode, answer.headers.location]).toEqual([302, link.targetUrl]);
    expect(await clicks()).toEqual([]);
  });

  it('takes nothing but the key from the request', async () => {
    const link = await makeLink('instagram');
    const hostile = `/r/${link.key}?ref=EVIL&url=https://evil.test&text=x`;
    const headers = { host: 'evil.test', 'x-forwarded-host': 'evil.test', referer: 'https://evil.test/' };
    const target = new URL(String((await tap(hostile, { headers })).headers.location));
    expect([target.host, [...target.searchParams.keys()]]).toEqual(['ig.me', ['ref']]);
    expect(target.href).not.toMatch(/evil/i);
  });

  it('is found however its key is capitalised', async () => {
    const link = await makeLink('instagram', { key: 'anna-insta' });
    expect(link.shortUrl.endsWith('/anna-insta')).toBe(true);
    expect((await tap('/r/Anna-Insta')).statusCode).toBe(302);
  });

  it.each(['nobody', 'a', '..%2f..%2fetc', '%00%00%00', "x'%20OR%201=1", 'x'.repeat(65)])(
    'that nobody made is not found: %s',
    async (key) => {
      const program = await tap(`/r/${key}`);
      expect([program.statusCode, program.json<{ code: string }>().code]).toEqual([404, 'not-found']);
      const person = await tap(`/r/${key}`, { headers: { accept: 'text/html,*/*' } });
      expect([person.statusCode, person.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(person.headers['cache-control']).toBe('no-store');
    },
  );

  it('that is disabled, expired, not yet active or whose account is closed is gone, and its visits are no clicks', async () => {
    const hourMs = 3_600_000;
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const disabled = await makeLink('instagram');
    await api('PATCH', `/v1/links/${disabled.id}`, { status: 'disabled' });
    const expired = await makeLink('instagram', { activeFrom: at(-2 * hourMs), expiresAt: at(-hourMs) });
    const early = await makeLink('instagram', { activeFrom: at(hourMs) });
    for (const { key } of [disabled, expired, early]) expect((await tap(`/r/${key}`)).statusCode).toBe(410);
    expect(await clicks()).toEqual([]);
  });

  it('stands beside the API without touching it', async () => {
    expect((await app.inject({ url: '/v1/links', headers: asBrand() })).statusCode).toBe(200);
    expect((await tap('/r')).statusCode).toBe(404);
    expect((await app.inject({ method: 'POST', url: '/r/nobody' })).statusCode).toBe(405);
  });
});
