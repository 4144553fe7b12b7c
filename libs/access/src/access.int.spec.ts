import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Served } from '@whence/platform/http';
import { migrate } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { bootstrapKey, gate, serveDesk, written } from '../test/desk-app.js';
import { accessMigrations } from './access-migrations.js';
import { createWorkspace } from './workspaces.js';

let test: TestDatabase;
let served: Served;

beforeAll(async () => {
  test = await createTestDatabase();
  served = await serveDesk(test.appUrl);
});

afterAll(async () => {
  await served.close();
  await test.drop();
});

beforeEach(() => {
  written.length = 0;
});

afterEach(() => {
  gate.open = Promise.resolve();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Sending {
  readonly idempotencyKey?: string;
  readonly key?: string;
  readonly desk?: string;
}

const send = async (
  body: unknown,
  { idempotencyKey, key = bootstrapKey, desk = 'desk_1' }: Sending = {},
): Promise<Answer> => {
  const answer = await fetch(`${served.url}/v1/desks/${desk}/notes`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

/** Holds every handler until the answer is called. */
const holdHandlers = (): (() => void) => {
  let letGo: () => void = () => undefined;
  gate.open = new Promise((resolve) => (letGo = resolve));
  return letGo;
};

describe('a process with access', () => {
  it('is ready once it serves and PostgreSQL is there', async () => {
    const answer = await fetch(`${served.url}/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ready' });
  });

  it('knows the owner key it was started with, again after a restart', async () => {
    const again = await serveDesk(test.appUrl);
    const ask = (url: string): Promise<Response> =>
      fetch(`${url}/v1/desks/d/notes`, { headers: { authorization: `Bearer ${bootstrapKey}` } });
    expect((await ask(served.url)).status).toBe(200);
    expect((await ask(again.url)).status).toBe(200);
    await again.close();
  });

  it('knows its owner key once the schema has been migrated, where that happens later', async () => {
    const empty = await createTestDatabase();
    const owner = new pg.Client({ connectionString: empty.ownerUrl });
    await owner.connect();
    await owner.query('DROP SCHEMA access CASCADE');
    const early = await serveDesk(empty.appUrl);
    const ask = async (path: string): Promise<number> =>
      (await fetch(`${early.url}${path}`, { headers: { authorization: `Bearer ${bootstrapKey}` } })).status;
    expect(await (await fetch(`${early.url}/health/ready`)).json()).toMatchObject({ missing: ['schema access'] });
    await migrate(empty.ownerUrl, [accessMigrations]);
    while ((await ask('/v1/desks/d/notes')) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask('/health/ready')).toBe(200);
    await early.close();
    await owner.end();
    await empty.drop();
  });

  it('answers 503 and not 401 while it cannot look a key up', async () => {
    const away = await serveDesk('postgres://whence_app:none@127.0.0.1:1/none');
    const answer = await fetch(`${away.url}/v1/desks/d/notes`, {
      headers: { authorization: `Bearer ${bootstrapKey}` },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'temporarily-unavailable' });
    await away.close();
  });

  it('does not start as a role that could look past row-level security', async () => {
    await expect(serveDesk(test.ownerUrl)).rejects.toThrow('superuser');
  });
});

describe('a create with an Idempotency-Key', () => {
  it('is done once, and answered again with 200 and the first answer', async () => {
    const first = await send({ text: 'a', pages: 2 }, { idempotencyKey: 'once' });
    expect(first.status).toBe(201);
    const again = await send('{ "pages": 2, "text": "a" }', { idempotencyKey: 'once' });
    expect(again).toEqual({ status: 200, body: first.body });
    expect(written).toEqual(['a']);
  });

  it('with another body, or for another resource, is refused', async () => {
    await send({ text: 'a' }, { idempotencyKey: 'reused' });
    expect(await send({ text: 'b' }, { idempotencyKey: 'reused' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await send({ text: 'a' }, { idempotencyKey: 'reused', desk: 'desk_2' })).toMatchObject({ status: 409 });
    expect(written).toEqual(['a']);
  });

  it('is another one in another workspace', async () => {
    const { key } = await createWorkspace(test.database, { name: 'other' });
    await send({ text: 'a' }, { idempotencyKey: 'shared' });
    expect((await send({ text: 'a' }, { idempotencyKey: 'shared', key })).status).toBe(201);
    expect(written).toEqual(['a', 'a']);
  });

  it('that comes ten times at once is done once', async () => {
    const letGo = holdHandlers();
    const answers = Array.from({ length: 10 }, () => send({ text: 'a' }, { idempotencyKey: 'at once' }));
    setTimeout(letGo, 200);
    const settled = await Promise.all(answers);
    expect(settled.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(settled.map(({ body }) => body['id'])).size).toBe(1);
    expect(written).toEqual(['a']);
  });

  it('that is still at work after a while says so', async () => {
    const letGo = holdHandlers();
    const both = [send({ text: 'a' }, { idempotencyKey: 'slow' }), send({ text: 'a' }, { idempotencyKey: 'slow' })];
    expect(await Promise.race(both)).toMatchObject({ status: 409, body: { code: 'idempotency-key-in-progress' } });
    letGo();
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['refused', 409],
    ['broken', 500],
    ['invalid', 400],
  ])('that was %s frees its key', async (text, status) => {
    const idempotencyKey = `freed after ${text}`;
    const body = text === 'invalid' ? { text: 7 } : { text };
    expect((await send(body, { idempotencyKey })).status).toBe(status);
    expect((await send({ text: 'a' }, { idempotencyKey })).status).toBe(201);
  });

  it('needs a key that is 1 to 255 printable characters', async () => {
    for (const idempotencyKey of ['', 'a'.repeat(256), 'a\u00e4']) {
      expect(await send({ text: 'a' }, { idempotencyKey })).toMatchObject({
        status: 400,
        body: { code: 'idempotency-key-malformed' },
      });
    }
    expect((await send({ text: 'a' }, { idempotencyKey: 'a'.repeat(255) })).status).toBe(201);
  });

  it('is done each time where no key was sent', async () => {
    await send({ text: 'a' });
    expect((await send({ text: 'a' })).status).toBe(201);
    expect(written).toEqual(['a', 'a']);
  });
});
