import { Agent, request } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { testConfig } from '../../test/test-app.js';
import { serve, type Served } from './serve.js';

const gate = { open: Promise.resolve(), waiting: 0 };

@Controller('slow')
class SlowController {
  @Get()
  async answer(): Promise<string> {
    gate.waiting += 1;
    await gate.open;
    return 'answered';
  }

  @Get('address')
  addressOf(@Req() { ip }: FastifyRequest): string {
    return ip;
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

let served: Served | undefined;
let agent: Agent | undefined;

const start = async (stopDelayMs: number): Promise<Served> => {
  const config = testConfig();
  config.stopDelayMs = stopDelayMs;
  agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return (served = await serve([SlowModule], config, { logStream: { write: () => undefined } }));
};

afterEach(async () => {
  agent?.destroy();
  await served?.close();
  served = undefined;
  Object.assign(gate, { open: Promise.resolve(), waiting: 0 });
});

interface Answer {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly body: string;
}

/** A request on a connection that is kept open for the next one, as those of load balancers are. */
const ask = ({ url }: Served, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection, body }));
    });
    sent.on('error', reject).end();
  });

const holdRequests = (): (() => void) => {
  let letGo: () => void = () => undefined;
  gate.open = new Promise((resolve) => (letGo = resolve));
  return letGo;
};

describe('a process that is asked to stop', () => {
  it('says so to whoever asks whether it is ready, and answers everybody else meanwhile', async () => {
    const running = await start(300);
    expect(await ask(running, '/slow')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const closed = running.close();
    const ready = await ask(running, '/health/ready');
    expect(ready).toMatchObject({ status: 503, body: '{"status":"not-ready","missing":["stopping"]}' });
    expect(await ask(running, '/slow')).toEqual({ status: 200, connection: 'close', body: 'answered' });
    await closed;
    served = undefined;
  });

  it('answers what was under way when the delay was over, and does not wait for idle connections after it', async () => {
    const running = await start(0);
    const letGo = holdRequests();
    const underWay = Array.from({ length: 4 }, () => ask(running, '/slow'));
    while (gate.waiting < underWay.length) await new Promise(setImmediate);
    const closed = running.close();
    setTimeout(letGo, 200);
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const answeredAt = performance.now();
    await closed;
    expect(performance.now() - answeredAt).toBeLessThan(8_000);
    served = undefined;
  });

  it('fails no request of a client that goes elsewhere once it is unready', async () => {
    const running = await start(400);
    const seen: (number | undefined)[] = [];
    let isReady = true;
    const client = async (): Promise<void> => {
      while (isReady) seen.push((await ask(running, '/slow')).status);
    };
    const balancer = async (): Promise<void> => {
      while ((await ask(running, '/health/ready')).body.includes('postgresql')) await new Promise(setImmediate);
      isReady = false;
    };
    const clients = [client(), client(), client(), balancer()];
    while (seen.length < 20) await new Promise(setImmediate);
    const closed = running.close();
    await Promise.all(clients);
    await closed;
    served = undefined;
    expect(new Set(seen)).toEqual(new Set([200]));
  });
});

describe('the address that a request comes from', () => {
  it('is the proxy’s unless the proxy is believed', async () => {
    const addressSeen = async (trusted?: string): Promise<string> => {
      const config = testConfig(trusted === undefined ? {} : { WHENCE_TRUSTED_PROXIES: trusted });
      const running = await serve([SlowModule], config, { logStream: { write: () => undefined } });
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      const seen = await (await fetch(`${running.url}/slow/address`, { headers })).text();
      await running.close();
      return seen;
    };
    expect(await addressSeen('loopback')).toBe('203.0.113.9');
    expect(await addressSeen('10.0.0.0/8')).toBe('127.0.0.1');
    expect(await addressSeen()).toBe('127.0.0.1');
  });
});
