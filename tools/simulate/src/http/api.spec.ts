import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { waitForBacklog } from '../checking/wait-for-backlog.js';
import { Progress } from '../progress.js';
import { Api } from './api.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

const apiOf = async (answer: RequestListener): Promise<Api> => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'whk_1');
};

/** Answers one after the other, the last one for ever. */
const answering = (answers: readonly (readonly [number, unknown])[]): RequestListener => {
  let asked = 0;
  return (_request, response) => {
    const [status, body] = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    response.writeHead(status).end(JSON.stringify(body));
  };
};

describe('somebody who starts the simulation', () => {
  it('is told when nobody answers', async () => {
    await expect(new Api('http://127.0.0.1:9', 'whk_1').greet()).rejects.toThrow(
      /^nobody answers at http:\/\/127\.0\.0\.1:9 .*start Whence with npm start, or say where it is with --url$/,
    );
  });

  it('is told when the key is refused', async () => {
    const api = await apiOf(answering([[401, { code: 'unauthenticated' }]]));
    await expect(api.greet()).rejects.toThrow(/refuses the API key \(401\): give an owner key .* with --key$/);
  });

  it('is told what was refused', async () => {
    const api = await apiOf(answering([[400, { code: 'invalid-request' }]]));
    await expect(api.post('/v1/partners', {})).rejects.toThrow(
      'POST /v1/partners was answered with 400: {"code":"invalid-request"}',
    );
  });
});

describe('the API', () => {
  it('is asked again where it cannot answer for the moment', async () => {
    const api = await apiOf(
      answering([
        [503, {}],
        [200, { id: 'prt_1' }],
      ]),
    );
    expect(await api.post('/v1/partners', { name: 'Anna' })).toEqual({ id: 'prt_1' });
  });

  it('hands over a list page by page', async () => {
    const api = await apiOf((request, response) => {
      const isSecond = request.url === '/v1/links?a=b&limit=200&cursor=1%2F2';
      response.end(JSON.stringify(isSecond ? { items: [3], nextCursor: null } : { items: [1, 2], nextCursor: '1/2' }));
    });
    expect(await api.all('/v1/links?a=b')).toEqual([1, 2, 3]);
  });
});

describe('the backlog', () => {
  const backlog = (inbox: number, lag: number) => ({
    inbox,
    outbox: 0,
    quarantined: 4,
    parked: 2,
    consumers: [{ name: 'funnel', lag }],
  });

  it('is worked off when it is empty twice, but for what is kept aside', async () => {
    const counts = [backlog(3, 0), backlog(0, 0), backlog(0, 7), backlog(0, 0), backlog(0, 0)];
    let asked = 0;
    const api = await apiOf((_request, response) => response.end(JSON.stringify(counts[asked++])));
    const waited = await waitForBacklog(api, new Progress({ write: () => undefined }), () => performance.now());
    expect([waited.quarantined, asked]).toEqual([4, 5]);
  });

  it('is given up when nothing is worked off', async () => {
    const api = await apiOf(answering([[200, backlog(3, 1)]]));
    let at = 0;
    const waiting = waitForBacklog(api, new Progress({ write: () => undefined }), () => (at += 20_000));
    await expect(waiting).rejects.toThrow(
      'nothing has been worked off for 60 s, and there still waits: inbox 3, outbox 0, funnel 1',
    );
  });
});
