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

describe('an API key', () => {
  it('is needed', async () => {
    const answer = await get('/v1/shelves', {});
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="whence"');
    expect(answer.json()).toMatchObject({
      code: 'unauthenticated',
      status: 401,
      type: 'https://whence.dev/problems/unauthenticated',
    });
  });

  it.each([
    'Bearer key-of-nobody',
    'Basic key-of-owner',
    'Bearer',
    'Bearer a b',
    `Bearer ${'a'.repeat(600)}`,
    'key-of-owner',
  ])('must be a known one, sent as a bearer: %s is refused', async (authorization) => {
    const answer = await get('/v1/shelves', { authorization });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  it('is asked for before anything else is looked at', async () => {
    expect((await post({ unknown: true }, { authorization: '' })).statusCode).toBe(401);
  });

  it('needs the scope of the handler, where the handler’s own wins', async () => {
    const reader = { authorization: 'bearer key-of-reader' };
    expect((await get('/v1/shelves', reader)).statusCode).toBe(200);
    const answer = await post(shelf, reader);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'scope-missing', detail: 'This needs the scope catalog:write.' });
    expect(answer.headers['www-authenticate']).toContain('insufficient_scope');
  });

  it('tells the handler whose request it is', async () => {
    expect((await get('/v1/shelves/mine')).json()).toEqual({
      workspaceId: 'wsp_test',
      keyId: 'key-of-owner',
      scopes: ['*'],
    });
  });
});

describe('a path', () => {
  it('that nobody serves is not found', async () => {
    const answer = await get('/v1/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      type: 'https://whence.dev/problems/not-found',
      code: 'not-found',
      title: 'There is no such thing here',
      status: 404,
    });
  });

  it('that takes other methods says which', async () => {
    const answer = await app.application.inject({ method: 'DELETE', url: '/v1/shelves?x=1', headers: owner });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
    expect(answer.json()).toMatchObject({ code: 'method-not-allowed' });
  });

  it('with a parameter is known by its pattern', async () => {
    const answer = await app.application.inject({ method: 'PUT', url: '/v1/shelves/failing/defect' });
    expect(answer.statusCode).toBe(405);
  });

  it('that is no URL is refused', async () => {
    const answer = await get('/v1/shelves/failing/%zz');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-request' });
  });

  it('that steps out of the folder of the docs leads nowhere', async () => {
    const answer = await get('/docs/%2e%2e/%2e%2e/package.json');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not-found' });
  });

  it('with an endless part is too long', async () => {
    const answer = await get(`/v1/shelves/failing/${'a'.repeat(300)}`);
    expect(answer.statusCode).toBe(414);
    expect(answer.json()).toMatchObject({ code: 'url-too-long' });
  });
});

describe('a failure', () => {
  it('that was foreseen says what stands against the request', async () => {
    const answer = await get('/v1/shelves/failing/refused');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toEqual({
      type: 'https://whence.dev/problems/already-taken',
      code: 'already-taken',
      title: 'A value that must be unique belongs to something else',
      status: 409,
      detail: 'the name is taken',
      holder: 'shf_1',
    });
  });

  it('of a database that is away asks to try again', async () => {
    const answer = await get('/v1/shelves/failing/database');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toMatchObject({ code: 'temporarily-unavailable' });
    expect(answer.body).not.toContain('ECONNREFUSED');
  });

  it('over a text that no database holds is the sender’s', async () => {
    expect((await get('/v1/shelves/failing/text')).statusCode).toBe(400);
  });

  it('that nobody foresaw tells the sender nothing, and the log what it was', async () => {
    const answer = await get('/v1/shelves/failing/defect');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      type: 'https://whence.dev/problems/internal-error',
      code: 'internal-error',
      title: 'Something failed on our side',
      status: 500,
    });
    const line = app.logLines.find(({ level }) => level === 'error');
    expect(line).toMatchObject({
      problem: 'internal-error',
      method: 'GET',
      route: '/v1/shelves/failing/:how',
      err: { message: 'a defect' },
    });
    expect(JSON.stringify(line)).not.toContain('+15550100');
  });

  it('is logged only where it is ours', async () => {
    const before = app.logLines.length;
    await get('/v1/nothing');
    await post('{');
    await get('/v1/shelves');
    expect(app.logLines).toHaveLength(before);
  });
});

describe('a raw route', () => {
  const deliver = (url: string, payload: Buffer | string, type = 'application/json') =>
    app.application.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });

  it('gets the exact bytes, whatever they are said to be', async () => {
    const bytes = Buffer.from('{ "a":1,\r\n"a" : 2 ', 'utf8');
    expect((await deliver('/webhooks/echo', bytes)).rawPayload).toEqual(bytes);
    expect((await deliver('/webhooks/echo', bytes, 'text/plain')).rawPayload).toEqual(bytes);
  });

  it('takes 2 MB beside an API that takes 100 KB, and no more than 3 MB', async () => {
    expect((await deliver('/webhooks/echo', 'a'.repeat(2_000_000))).statusCode).toBe(200);
    const answer = await deliver('/webhooks/echo', 'a'.repeat(3_000_001));
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'body-too-large' });
  });

  it('answers problems like everything else', async () => {
    const answer = await deliver('/webhooks/failing', '{}');
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});
