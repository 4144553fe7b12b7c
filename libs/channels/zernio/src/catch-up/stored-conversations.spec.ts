import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { ScriptedApi, type ScriptedAnswer } from '../../test/scripted-api.js';
import { storedConversations, type StoredFound, type StoredRequest } from './stored-conversations.js';

const since = Date.parse('2026-11-02T09:00:00Z');
const apiKey = 'sk_zernio_0123456789';

const row = (id: string, facts: object = {}) => ({
  id,
  platform: 'instagram',
  accountId: 'acc_1',
  participantId: `person_${id}`,
  updatedTime: '2026-11-02T10:00:00Z',
  ...facts,
});
const message = (id: string, createdAt = '2026-11-02T10:00:00Z') => ({
  id,
  message: 'Hi!',
  senderId: '1',
  direction: 'incoming',
  createdAt,
});
const listed = (data: readonly object[], more: object = {}): ScriptedAnswer => ({
  body: { data, pagination: { hasMore: false, nextCursor: null }, ...more },
});
const told = (messages: readonly object[], nextCursor?: string): ScriptedAnswer => ({
  body: { messages, pagination: { hasMore: nextCursor !== undefined, nextCursor: nextCursor ?? null } },
});

describe('Zernio’s stored conversations', () => {
  const api = new ScriptedApi();
  let baseUrl: string;
  beforeAll(async () => {
    baseUrl = await api.start();
  });
  afterEach(() => api.forget());
  afterAll(() => api.stop());

  const find = (request: Partial<StoredRequest> = {}): Promise<StoredFound> =>
    storedConversations({ baseUrl }).find({
      apiKey,
      account: { kind: 'zernioAccountId', value: 'acc_1' },
      since,
      signal: new AbortController().signal,
      ...request,
    });
  const idsIn = ({ found }: StoredFound) => found.map(({ platformMessageId }) => platformMessageId);
  const urls = () => api.asked.map(({ url }) => url.replace('/api/v1/inbox/conversations', ''));

  it('are asked for with the key, the newest first, and their messages too', async () => {
    api.answers('', listed([row('a/b')]));
    api.answers('/a%2Fb/messages', told([message('one')]));
    const found = await find({ position: 'p1' });
    expect(found.ended).toEqual({ kind: 'page', hasGaps: false });
    expect(idsIn(found)).toEqual(['one']);
    expect(urls()).toEqual([
      '?accountId=acc_1&sortOrder=desc&limit=25&cursor=p1',
      '/a%2Fb/messages?accountId=acc_1&sortOrder=desc&limit=100',
    ]);
    expect(api.asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${apiKey}`, `Bearer ${apiKey}`]);
  });

  it('keep their ids to the last digit', async () => {
    api.answers('', { body: `{"data":[{"id":"a","platform":"instagram","participantId":120226305854810779}]}` });
    api.answers('/a/messages', told([message('one')]));
    expect(String(Buffer.from((await find()).found[0]?.body ?? []))).toContain('"participantId":"120226305854810779"');
  });

  it('go on at the next page, unless it is the same again or Zernio says that there is none', async () => {
    const withCursor = (hasMore: boolean | undefined) =>
      listed([], { pagination: { ...(hasMore === undefined ? {} : { hasMore }), nextCursor: 'p2' } });
    api.answers('', withCursor(true), withCursor(true), withCursor(undefined), withCursor(false));
    expect((await find()).ended).toEqual({ kind: 'page', position: 'p2', hasGaps: false });
    expect((await find({ position: 'p2' })).ended).toEqual({ kind: 'refused', cause: 'no-next-page' });
    expect((await find()).ended).toEqual({ kind: 'page', position: 'p2', hasGaps: false });
    expect((await find()).ended).toEqual({ kind: 'page', hasGaps: false });
  });

  it('end where they have not changed since, whatever comes after', async () => {
    const old = row('old', { updatedTime: '2026-11-02T08:59:59.999Z' });
    const pagination = { hasMore: true, nextCursor: 'p2' };
    api.answers('', listed([row('new', { updatedTime: '2026-11-02T09:00:00Z' }), old, row('after')], { pagination }));
    api.answers('/new/messages', told([message('one')]));
    const found = await find();
    expect(found.ended).toEqual({ kind: 'page', hasGaps: false });
    expect(idsIn(found)).toEqual(['one']);
    expect(urls()).toHaveLength(2);
  });

  it('of another account are left alone, and one that names none is taken for the one asked about', async () => {
    api.answers('', listed([row('other', { accountId: 'acc_2' }), row('mine', { accountId: undefined })]));
    api.answers('/mine/messages', told([message('one')]));
    const [one] = (await find()).found;
    expect(JSON.parse(String(Buffer.from(one?.body ?? [])))).toMatchObject({ conversation: { accountId: 'acc_1' } });
    expect(urls()).toHaveLength(2);
  });

  it('tell their messages since then, page by page, and no more than five pages', async () => {
    api.answers('', listed([row('a'), row('b')]));
    api.answers(
      '/a/messages',
      told([message('one'), message('two')], 'm2'),
      told([message('three'), message('before', '2026-11-02T08:00:00Z')], 'm3'),
      told([message('long before', '2026-11-02T07:00:00Z')], 'm4'),
    );
    api.answers('/b/messages', told([message('again')], 'more'));
    expect(new Set(idsIn(await find()))).toEqual(new Set(['one', 'two', 'three', 'again']));
    expect(urls().filter((url) => url.startsWith('/a/'))).toHaveLength(3);
    expect(urls().filter((url) => url.startsWith('/b/'))).toHaveLength(5);
  });

  it.each([
    [500, true],
    [502, true],
    [404, false],
    [410, false],
  ])('of which one is answered %i leave a gap: %s', async (status, hasGaps) => {
    api.answers('', listed([row('bad'), row('good')]));
    api.answers('/bad/messages', { status, body: { error: 'no' } });
    api.answers('/good/messages', told([message('one')]));
    const found = await find();
    expect(found.ended).toEqual({ kind: 'page', hasGaps });
    expect(idsIn(found)).toEqual(['one']);
  });

  it('are kept as far as they came when a rate limit interrupts them', async () => {
    api.answers('', listed([row('a'), row('b')]));
    api.answers('/a/messages', told([message('one')]));
    api.answers('/b/messages', { status: 429, headers: { 'retry-after': '7' }, body: { error: 'slow down' } });
    const found = await find();
    expect(found.ended).toEqual({ kind: 'rate-limited', retryAfterMs: 7_000 });
    expect(idsIn(found)).toEqual(['one']);
  });

  it.each([
    ['seconds', { 'retry-after': '5' }, 5_000],
    ['a date', { 'retry-after': 'Mon, 02 Nov 2026 10:00:09 GMT', date: 'Mon, 02 Nov 2026 10:00:00 GMT' }, 9_000],
    [
      'Zernio’s own header',
      { 'x-ratelimit-reset': String(Date.UTC(2026, 10, 2, 10, 0, 30) / 1000), date: 'Mon, 02 Nov 2026 10:00:00 GMT' },
      30_000,
    ],
    ['nothing', {}, 60_000],
    ['nonsense', { 'retry-after': 'soon' }, 60_000],
    ['a week', { 'retry-after': '604800' }, 3_600_000],
  ])('may be asked for again as %s says', async (_, headers, retryAfterMs) => {
    api.answers('', { status: 429, headers, body: { error: 'slow down' } });
    expect((await find()).ended).toEqual({ kind: 'rate-limited', retryAfterMs });
  });

  it.each([
    ['the key is refused', { status: 401, body: { error: `no key ${apiKey}` } }, { kind: 'refused', cause: '401' }],
    ['the account is another customer’s', { status: 403 }, { kind: 'not-ours' }],
    ['the account is unknown', { status: 404 }, { kind: 'not-ours' }],
    ['Zernio fails', { status: 503, body: 'gone' }, { kind: 'refused', cause: '503' }],
    ['it is no JSON', { body: '<html>' }, { kind: 'refused', cause: 'unreadable-answer' }],
    ['it is empty', { body: '' }, { kind: 'refused', cause: 'unreadable-answer' }],
    ['it is no list', { body: { data: {} } }, { kind: 'refused', cause: 'no-list' }],
    ['it is too long', { body: `"${'x'.repeat(8_000_000)}"` }, { kind: 'refused', cause: 'AnswerTooLongViolation' }],
    ['the account could not be asked', failing({}), { kind: 'refused', cause: 'account-failed' }],
    ['the platform limits it', failing({ retryAfter: 90 }), { kind: 'rate-limited', retryAfterMs: 90_000 }],
    ['another account could not be asked', failing({ accountId: 'acc_2' }), { kind: 'page', hasGaps: false }],
    [
      'the account was skipped',
      listed([], { meta: { accountsSkipped: [{ accountId: 'acc_1' }] } }),
      { kind: 'refused', cause: 'account-skipped' },
    ],
  ])('say nothing where %s', async (_, answer, ended) => {
    api.answers('', answer);
    const found = await find();
    expect(found.ended).toMatchObject(ended);
    expect(JSON.stringify(found)).not.toContain(apiKey);
    expect(found.found).toEqual([]);
  });

  it('are not looked for elsewhere: the key goes to no other address', async () => {
    api.answers('', { status: 307, headers: { location: '/elsewhere' } });
    api.answers('/elsewhere', listed([]));
    expect((await find()).ended).toMatchObject({ kind: 'refused' });
    expect(urls()).toHaveLength(1);
  });

  it('say that a place in the list is lost only where there was one', async () => {
    api.answers('', { status: 400, body: { error: 'bad cursor' } });
    expect((await find({ position: 'p2' })).ended).toEqual({ kind: 'position-lost' });
    expect((await find()).ended).toEqual({ kind: 'refused', cause: '400' });
  });

  it('are not waited for once the process stops, or where nobody is there', async () => {
    expect((await find({ signal: AbortSignal.abort() })).ended).toEqual({ kind: 'refused', cause: 'AbortError' });
    const nobody = storedConversations({ baseUrl: 'http://127.0.0.1:1/api' });
    const account = { kind: 'zernioAccountId', value: 'acc_1' } as const;
    const { ended } = await nobody.find({ apiKey, account, since, signal: new AbortController().signal });
    expect(ended).toMatchObject({ kind: 'refused' });
  });
});

function failing(facts: object): ScriptedAnswer {
  const failed = { accountId: 'acc_1', accountUsername: null, platform: 'instagram', error: 'token', ...facts };
  return listed([], { meta: { accountsQueried: 1, accountsFailed: 1, failedAccounts: [failed] } });
}
