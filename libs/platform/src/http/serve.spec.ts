import { connect } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { testConfig, testModules } from '../../test/test-app.js';
import { Readiness } from '../health/readiness.js';
import { serve, type Served } from './serve.js';

let served: Served | undefined;

afterEach(async () => {
  await served?.close();
  served = undefined;
});

const quiet = { logStream: { write: () => undefined } };
const start = async (): Promise<Served> => (served = await serve(testModules, testConfig(), quiet));
const fetchFrom = async (path: string): Promise<Response> => fetch(`${(await start()).url}${path}`);

/** What the server says to bytes that no HTTP client would send. */
const say = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

describe('a process that serves', () => {
  it('says where it listens', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('refuses to start on a port that is taken, and leaves nothing running', async () => {
    const { url } = await start();
    const again = serve(testModules, testConfig({ PORT: new URL(url).port }), quiet);
    await expect(again).rejects.toThrow('EADDRINUSE');
  });

  it('finishes what is under way before it ends, and takes nothing new', async () => {
    const running = await start();
    const { url } = running;
    const underWay = fetch(`${url}/metrics`);
    await running.close();
    served = undefined;
    await expect(
      underWay.then(
        ({ status }) => status,
        () => 'never taken',
      ),
    ).resolves.toEqual(expect.anything());
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('answers what is not HTTP with a problem, and hangs up', async () => {
    const { url } = await start();
    expect(await say(url, 'NONSENSE\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*application\/problem\+json.*"invalid-request"/s,
    );
    const headers = `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await say(url, headers)).toMatch(/^HTTP\/1\.1 431 .*"headers-too-large"/s);
  });

  it('has every limit set that keeps a slow client from holding it', async () => {
    const { application } = await start();
    const server = application.getHttpServer();
    expect(server.headersTimeout).toBe(15_000);
    expect(server.requestTimeout).toBe(30_000);
    expect(server.maxConnections).toBe(10_000);
  });
});

describe('health', () => {
  it('lives while the process runs', async () => {
    const answer = await fetchFrom('/health/live');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'live' });
  });

  it('is not ready while PostgreSQL is away', async () => {
    const answer = await fetchFrom('/health/ready');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not-ready', missing: ['postgresql'] });
  });

  it('is not ready before it serves, nor once it stops', async () => {
    const readiness = new Readiness();
    expect(await readiness.report()).toEqual({ isReady: false, missing: ['starting'] });
    readiness.startServing();
    expect(await readiness.report()).toEqual({ isReady: true, missing: [] });
    readiness.stopServing();
    expect(await readiness.report()).toEqual({ isReady: false, missing: ['stopping'] });
  });

  it('names what is missing, also where a check fails', async () => {
    const readiness = new Readiness();
    readiness.startServing();
    readiness.require('there', async () => true);
    readiness.require('away', async () => false);
    readiness.require('broken', () => Promise.reject(new Error('broken')));
    expect(await readiness.report()).toEqual({ isReady: false, missing: ['away', 'broken'] });
  });

  it('counts requests by route pattern, as Prometheus text', async () => {
    const { url } = await start();
    await fetch(`${url}/v1/shelves/failing/refused`);
    await fetch(`${url}/v1/nothing/17`);
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    expect(text).toContain(
      'whence_http_request_duration_seconds_count{method="GET",route="/v1/shelves/failing/:how",status="401"} 1',
    );
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toContain('/v1/nothing');
  });
});

describe('the docs', () => {
  it('are a page that works without anything from elsewhere', async () => {
    const { url } = await start();
    const page = await fetch(`${url}/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="https?:/);
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'swagger-ui-init.js']) {
      const answer = await fetch(`${url}/docs/${file}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toBe('');
    }
  });

  it('describe the API with its key, its scopes’ problems and its bodies, and nothing but the API', async () => {
    const document = (await (await fetchFrom('/docs-json')).json()) as Record<string, never>;
    expect(Object.keys(document['paths']!)).toEqual([
      '/v1/shelves',
      '/v1/shelves/mine',
      '/v1/shelves/failing/{how}',
      '/webhooks/echo',
    ]);
    expect(document).toMatchObject({
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      paths: {
        '/v1/shelves': {
          get: {
            parameters: [
              { name: 'limit', in: 'query' },
              { name: 'cursor', in: 'query' },
            ],
          },
          post: {
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/ShelfRequest' } } } },
            responses: {
              401: {
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
              },
              409: { description: '`already-taken`: A value that must be unique belongs to something else' },
              413: { description: '`body-too-large`: The body is too large' },
            },
          },
        },
      },
    });
  });
});
