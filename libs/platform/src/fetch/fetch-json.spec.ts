import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { fetchJson } from './index.js';

const servers: Server[] = [];

const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const ask = (url: string, timeoutMs = 5_000) => fetchJson({ url, bearer: 'the-key', timeoutMs });

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('asking another server', () => {
  it('answers its JSON with the status, and ids beyond 2^53 exactly', async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.headers.authorization === 'Bearer the-key' ? 200 : 401;
      response.end('{"id":120226305854810726}');
    });
    expect(await ask(url)).toEqual({ status: 200, body: { id: '120226305854810726' } });
  });

  it('that never answers ends in time', async () => {
    const url = await serve(() => undefined);
    await expect(ask(url, 50)).rejects.toThrow('no answer in time');
  });

  it('that is not there says why', async () => {
    await expect(ask('http://127.0.0.1:1')).rejects.toThrow(/^no answer/);
  });

  it('that answers with a page says so', async () => {
    const url = await serve((_, response) => response.writeHead(502).end('<html>'));
    await expect(ask(url)).rejects.toThrow('502: the answer is no JSON');
  });

  it('that answers without end is not listened to any longer', async () => {
    const url = await serve((_, response) => response.end('"'.padEnd(1_000_001, 'x')));
    await expect(ask(url)).rejects.toThrow('the answer is longer than 1000000 bytes');
  });

  it('that leads elsewhere is not followed there', async () => {
    let askedElsewhere = 0;
    const elsewhere = await serve((_, response) => {
      askedElsewhere += 1;
      response.end('{}');
    });
    const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
    await expect(ask(url)).rejects.toThrow('no answer');
    expect(askedElsewhere).toBe(0);
  });
});
