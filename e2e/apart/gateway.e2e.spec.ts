import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Gateway } from '../src/apart/gateway.js';

const open: { close(): unknown }[] = [];

const anApp = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  const server: Server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: () => server.close().closeAllConnections() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An address where nobody listens any more. */
const nobody = async (): Promise<string> => {
  const url = await anApp(() => undefined);
  await open.pop()?.close();
  return url;
};

describe('the gateway before the apps', () => {
  let targets: string[];
  let url: string;

  beforeEach(async () => {
    const gateway = await Gateway.start((path) => ({ targets, path }));
    open.push(gateway);
    url = gateway.url;
  });

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  it('passes the request on as it is, and says whom it is from', async () => {
    targets = [
      await anApp((request, response) => {
        const { method, url: path, headers } = request;
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.once('end', () => response.end(JSON.stringify({ method, url: path, headers, body })));
      }),
    ];
    const response = await fetch(`${url}/a%20b?c=d`, { method: 'POST', body: 'text', headers: { 'x-own': 'mine' } });
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/a%20b?c=d',
      body: 'text',
      headers: { host: new URL(url).host, 'x-own': 'mine', 'x-forwarded-for': '127.0.0.1', 'content-length': '4' },
    });
  });

  it('passes the answer on as it is: status, headers, redirects', async () => {
    targets = [
      await anApp((_request, response) =>
        response.writeHead(302, 'Found', { location: 'https://wa.me/1', 'set-cookie': ['a=1', 'b=2'] }).end(),
      ),
    ];
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://wa.me/1');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('streams: the first words arrive before the last are said', async () => {
    let say: (word: string) => void = () => undefined;
    targets = [
      await anApp((_request, response) => {
        response.write('first');
        say = (word) => response.end(word);
      }),
    ];
    const reader = (await fetch(url)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
    say('last');
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('last');
  });

  it('is 502 where no process answers, and asks the next where one lets nobody in', async () => {
    targets = [];
    expect((await fetch(url)).status).toBe(502);
    const gone = await nobody();
    targets = [gone];
    expect((await fetch(url, { method: 'POST', body: 'text' })).status).toBe(502);
    targets = [gone, await anApp((_request, response) => response.end('here'))];
    for (let time = 0; time < 4; time += 1)
      expect((await fetch(url, { method: 'POST', body: 'text' })).status).toBe(200);
  });

  it('asks nobody else where a process died over the request, and breaks off where it died over the answer', async () => {
    let asked = 0;
    const dying = await anApp((request) => {
      asked += 1;
      request.socket.destroy();
    });
    targets = [dying, dying];
    expect((await fetch(url, { method: 'POST', body: 'text' })).status).toBe(502);
    expect(asked).toBe(1);
    targets = [
      await anApp((_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      }),
    ];
    const response = await fetch(url);
    await expect(response.text()).rejects.toThrow();
  });
});
