import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startTestApp, type TestApp } from '../../test/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  await app.application.close();
});

const owner = { authorization: 'Bearer key-of-owner' };
const shelf = { name: 'A', prices: [{ amountMinor: '1999', currency: 'BRL' }] };

const get = (url: string, headers: Record<string, string> = owner) =>
  app.application.inject({ method: 'GET', url, headers });

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.application.inject({
    method: 'POST',
    url: '/v1/shelves',
    headers: { ...owner, 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it('that fits is taken', async () => {
    const answer = await post(shelf);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual(shelf);
  });

  it('is refused with every error in it, each by its path', async () => {
    const answer = await post({
      prices: [
        { amountMinor: 1999, currency: 'BRL' },
        { amountMinor: '1', currency: 'brl', tip: 1 },
      ],
      extra: 1,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'invalid-request',
      title: 'The request does not fit the documented shape',
    });
    expect(answer.json<{ errors: unknown[] }>().errors).toEqual([
      { path: 'extra', reason: 'is not a known field' },
      { path: 'name', reason: 'must be a string' },
      { path: 'prices[0].amountMinor', reason: 'must be a string of digits without leading zeros, at most 18' },
      { path: 'prices[1].tip', reason: 'is not a known field' },
      { path: 'prices[1].currency', reason: 'must be an ISO 4217 code of three capital letters' },
    ]);
  });

  it.each([
    ['a list', [shelf]],
    ['null', null],
    ['a text', '"text"'],
    ['a number', '7'],
    ['nothing', ''],
    ['nothing with prices as an object', { ...shelf, prices: { amountMinor: '1', currency: 'BRL' } }],
    ['nothing with null where a field may be left out', { ...shelf, note: null }],
  ])('that is %s is refused', async (_name, payload) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ code: string }>().code).toBe('invalid-request');
  });

  it.each([[[]], [[{ amountMinor: '1', currency: 'BRL' }]], [null], ['text'], [{}]])(
    'with %j where one object belongs is refused by its path',
    async (deposit) => {
      const answer = await post({ ...shelf, deposit });
      expect(answer.statusCode).toBe(400);
      expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toMatch(/^deposit/);
    },
  );

  it.each([
    ['not JSON', '{"name":'],
    ['nested deeper than anything needs to be', `{"name":${nested(65)}}`],
    ['nested so deep that walking it would end the process', nested(50_000)],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['named like the prototype', '{"name":"A","prices":[],"__proto__":{"note":"x"}}'],
    ['named like the constructor, somewhere inside', '{"name":"A","prices":[{"constructor":{"prototype":{}}}]}'],
    ['a text with NUL', '{"name":"\\u0000"}'],
    ['a text with half a surrogate pair', '{"name":"\\ud800"}'],
  ])('that is %s is malformed', async (_name, payload) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ code: string }>().code).toBe('malformed-body');
  });

  it('over 100 KB is too large', async () => {
    const answer = await post({ ...shelf, note: 'a'.repeat(200_000) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'body-too-large' });
    expect((await post({ ...shelf, note: 'a'.repeat(90_000) })).statusCode).toBe(201);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'of the type %s is not taken',
    async (type) => {
      const answer = await post('name=A', { 'content-type': type });
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ code: 'unsupported-media-type' });
    },
  );

  it('keeps integers beyond 2^53 from being rounded', async () => {
    const answer = await post('{"name":"A","prices":[],"note":120210000000000779}');
    expect(answer.json()).toMatchObject({ note: '120210000000000779' });
  });
});

describe('a query', () => {
  it('has 50 of a list unless told otherwise, at most 200', async () => {
    expect((await get('/v1/shelves')).json()).toEqual({ limit: 50 });
    expect((await get('/v1/shelves?limit=200&cursor=abc')).json()).toEqual({ limit: 200, cursor: 'abc' });
  });

  it.each([
    'limit=201',
    'limit=0',
    'limit=-1',
    'limit=1.5',
    'limit=ten',
    'limit=',
    'limit=1&limit=2',
    'page=2',
    'cursor=a&cursor=b',
    '__proto__=1',
    'constructor=1',
  ])('with %s is refused', async (query) => {
    const answer = await get(`/v1/shelves?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: unknown[] }>().errors).not.toHaveLength(0);
  });
});
