import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventTransport, type EventConsumer } from '@whence/platform/outbox';
import { Backlog } from '@whence/platform/process';

import { DatabaseLink } from './database-link.js';
import { book, startIntakeApp } from './intake-app.js';
import { brand, IntakeUnderTest, rival, until } from './intake-under-test.js';
import { sign, signatureHeader } from './postcards.js';
import { TemporaryFolder } from './temporary-folder.js';

describe('an intake', () => {
  let intake: IntakeUnderTest;
  let link: DatabaseLink;
  let folder: TemporaryFolder;
  let path: string;
  const apps: NestFastifyApplication[] = [];

  beforeEach(async () => {
    intake = await IntakeUnderTest.make();
    link = await DatabaseLink.to(intake.database.appUrl);
    folder = await TemporaryFolder.make();
    const connection = { workspaceId: brand, provider: 'zernio', name: 'Brand', secrets: ['s'] } as const;
    path = `/webhooks/zernio/${(await intake.connections.add(connection)).id}`;
  });

  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await link.close();
    await intake.end();
    await folder.remove();
  });

  const start = async (mode: string, spool = mode): Promise<NestFastifyApplication> => {
    const app = await startIntakeApp(link.url, { INTAKE: mode, WHENCE_SPOOL_DIR: join(folder.path, spool) });
    apps.push(app);
    return app;
  };

  const post = (app: NestFastifyApplication, id: string) => {
    const body = JSON.stringify({ cards: [{ id, to: 'brand' }] });
    const headers = { 'content-type': 'application/json', [signatureHeader]: sign(body, 's') };
    return app.inject({ method: 'POST', url: path, payload: body, headers });
  };

  const states = async () =>
    (await intake.rows<{ state: string }>('SELECT state FROM intake.inbox ORDER BY id')).map(({ state }) => state);

  const consumersOf = (app: NestFastifyApplication): readonly EventConsumer[] => {
    const { publisher } = app.get<unknown>(EventTransport) as { publisher: { consumers: readonly EventConsumer[] } };
    return publisher.consumers;
  };

  it('as an edge takes deliveries in and leaves them to others', async () => {
    const app = await start('edge');
    expect((await post(app, 'left')).statusCode).toBe(200);
    expect(await states()).toEqual(['pending']);
    expect(consumersOf(app)).toEqual([]);
    await app.close();
    expect(await states()).toEqual(['pending']);
  });

  it('as a worker works off what an edge took in, and has no route for deliveries', async () => {
    const edge = await start('edge');
    await post(edge, 'handed over');
    const worker = await start('worker');
    expect(consumersOf(worker)).toHaveLength(1);
    expect((await post(worker, 'elsewhere')).statusCode).toBe(404);
    await until(() => Promise.resolve(book.messages.has('handed over')));
    await until(async () => (await states()).every((state) => state === 'done'));
  });

  it('takes over what an edge before it could not bring into the inbox any more', async () => {
    const first = await start('edge');
    expect((await post(first, 'known')).statusCode).toBe(200);
    link.cut();
    for (const id of ['one', 'two', 'three']) expect((await post(first, id)).statusCode).toBe(200);
    await first.close();
    expect(await states()).toHaveLength(1);
    link.mend();
    await start('edge');
    await until(async () => (await states()).length === 4);
  });

  it('answers 503 and says why when neither PostgreSQL nor the spool takes a delivery', async () => {
    const app = await start('edge');
    expect((await post(app, 'before')).statusCode).toBe(200);
    link.cut();
    await rm(join(folder.path, 'edge'), { recursive: true });
    for (const id of ['a', 'b']) {
      const refused = await post(app, id);
      expect(refused.statusCode).toBe(503);
      expect(refused.headers['retry-after']).toBe('5');
      expect(refused.json()).toMatchObject({
        code: 'temporarily-unavailable',
        detail: expect.stringContaining('the spool cannot be written'),
      });
    }
    link.mend();
    await until(async () => (await post(app, 'after')).statusCode === 200);
    expect(book.messages.has('a')).toBe(false);
  });

  it('answers 503 where it never learnt who is connected, for it cannot tell a friend from a stranger', async () => {
    link.cut();
    const app = await start('edge');
    expect((await post(app, 'cold')).statusCode).toBe(503);
    link.mend();
    await until(async () => (await post(app, 'warm')).statusCode === 200);
  });

  it('knows every connection from its start on, asked for or not', async () => {
    const app = await start('edge');
    // Nothing can be looked up while the link is cut: what is known then was read before anybody asked.
    await until(async () => {
      link.cut();
      const { statusCode } = await post(app, 'first ever');
      link.mend();
      return statusCode === 200;
    });
    await until(async () => (await states()).length === 1);
  });

  it('does not start on the spool of another living process', async () => {
    await start('edge', 'shared');
    await expect(start('edge', 'shared')).rejects.toThrow('is using the spool');
  });

  it('counts what waits in its spool as backlog of the workspace it belongs to', async () => {
    const app = await start('edge');
    await post(app, 'known');
    link.cut();
    await post(app, 'spooled');
    expect(await app.get(Backlog).of(brand)).toMatchObject({ inbox: 1 });
    expect(await app.get(Backlog).of(rival)).toMatchObject({ inbox: 0 });
    const metrics = (await app.inject({ url: '/metrics' })).body;
    expect(metrics).toContain('whence_spool_waiting_records{store="deliveries-zernio"} 1');
    expect(metrics).toContain('whence_intake_deliveries_total{provider="zernio",outcome="spooled"} 1');
  });
});
