import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { startIntakeApp } from './intake-app.js';
import { brand, IntakeUnderTest } from './intake-under-test.js';
import { TemporaryFolder } from './temporary-folder.js';

describe('connections', () => {
  let intake: IntakeUnderTest;
  let app: NestFastifyApplication;
  let folder: TemporaryFolder;

  beforeAll(async () => {
    intake = await IntakeUnderTest.make();
    folder = await TemporaryFolder.make();
    app = await startIntakeApp(intake.database.appUrl, { WHENCE_SPOOL_DIR: folder.path });
  });

  afterAll(async () => {
    await app.close();
    await folder.remove();
    await intake.end();
  });

  const create = (body: object, key = 'brand') =>
    app.inject({
      method: 'POST',
      url: '/v1/connections',
      payload: body,
      headers: { authorization: `Bearer ${key}` },
    });

  const list = (key: string, query: Record<string, string> = {}) =>
    app.inject({ url: '/v1/connections', query, headers: { authorization: `Bearer ${key}` } });

  const meta = { provider: 'meta-graph', name: 'Page', secrets: ['app-secret'], verifyToken: 'tok-1', apiKey: 'k-1' };

  it('say where to send webhooks, and never a secret', async () => {
    const created = await create(meta);
    expect(created.statusCode).toBe(201);
    const { id } = created.json<{ id: string }>();
    expect(created.json()).toEqual({
      id: expect.stringMatching(/^con_/),
      provider: 'meta-graph',
      name: 'Page',
      webhookPath: `/webhooks/meta-graph/${id}`,
      createdAt: expect.stringMatching(/Z$/),
    });
    const listed = await list('brand');
    expect(listed.json<{ items: unknown[] }>().items).toContainEqual(created.json());
    expect(listed.body).not.toMatch(/app-secret|tok-1|k-1/);
  });

  it('keep their secrets sealed', async () => {
    const { id } = (await create(meta)).json<{ id: string }>();
    const [row] = await intake.rows<Record<'secrets' | 'verify_token' | 'api_key', Buffer>>(
      'SELECT secrets, verify_token, api_key FROM intake.connection WHERE id = $1',
      [id],
    );
    expect(Buffer.concat(Object.values(row ?? {})).toString('latin1')).not.toMatch(/app-secret|tok-1|k-1/);
    expect(await intake.connections.openAll('meta-graph', [id])).toMatchObject([
      { secrets: ['app-secret'], verifyToken: 'tok-1' },
    ]);
    expect(await intake.connections.openAll('zernio', [id])).toEqual([]);
  });

  it("are the workspace's own", async () => {
    const { id } = (await create(meta, 'rival')).json<{ id: string }>();
    const ofBrand = (await list('brand', { limit: '200' })).json<{ items: { id: string }[] }>().items;
    expect(ofBrand.map((connection) => connection.id)).not.toContain(id);
    expect((await list('rival')).json<{ items: object[] }>().items).toHaveLength(1);
  });

  it('come in pages', async () => {
    for (const name of ['one', 'two', 'three']) await create({ ...meta, name });
    const first = (await list('brand', { limit: '2' })).json<{ items: object[]; nextCursor: string }>();
    const second = (await list('brand', { limit: '200', cursor: first.nextCursor })).json<{
      items: object[];
      nextCursor: null;
    }>();
    const [{ count } = { count: 0 }] = await intake.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM intake.connection WHERE workspace_id = $1',
      [brand],
    );
    expect(first.items).toHaveLength(2);
    expect(second.items).toHaveLength(count - 2);
    expect(second.nextCursor).toBeNull();
  });

  it('do not go on after what is no cursor', async () => {
    for (const cursor of ['null', 'abc', 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F']) {
      expect((await list('brand', { cursor })).statusCode).toBe(400);
    }
  });

  it('are found by their id, by their own workspace only', async () => {
    const created = await create(meta);
    const { id } = created.json<{ id: string }>();
    const find = (key: string, path = id) =>
      app.inject({ url: `/v1/connections/${path}`, headers: { authorization: `Bearer ${key}` } });
    expect((await find('brand')).json()).toEqual(created.json());
    expect((await find('rival')).statusCode).toBe(404);
    expect((await find('brand', 'con_of_nobody')).statusCode).toBe(404);
    expect((await find('brand', '%00')).statusCode).toBe(400);
  });

  it.each([
    ['no secret', { ...meta, secrets: [] }, 'secrets'],
    ['an empty secret', { ...meta, secrets: [''] }, 'secrets'],
    ['an unknown provider', { ...meta, provider: 'telegram' }, 'provider'],
    ['an unknown field', { ...meta, secret: 'x' }, 'secret'],
    ['no name', { ...meta, name: '' }, 'name'],
    ['a blank name', { ...meta, name: '  ' }, 'name'],
    ['null for a verify token', { ...meta, verifyToken: null }, 'verifyToken'],
    ['null for an API key', { ...meta, apiKey: null }, 'apiKey'],
  ])('are refused with %s', async (_, body, path) => {
    const refused = await create(body);
    expect(refused.statusCode).toBe(400);
    expect(refused.json<{ errors: { path: string }[] }>().errors[0]?.path).toContain(path);
  });

  it('need a key with the scope', async () => {
    expect((await list('nobody')).statusCode).toBe(401);
    expect((await create(meta, 'reader')).statusCode).toBe(403);
  });

  it('are out of reach of the API role', async () => {
    const { database } = intake.database;
    for (const table of ['connection', 'inbox', 'quarantine', 'delivery_count']) {
      await expect(
        database.inTransaction({ role: 'api', workspaceId: brand }, (tx) => tx.query(`SELECT * FROM intake.${table}`)),
      ).rejects.toThrow('permission denied');
    }
  });
});
