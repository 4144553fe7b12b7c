import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MasterKey } from '@whence/platform/crypto';

import { DatabaseLink } from './database-link.js';
import { book, startIntakeApp } from './intake-app.js';
import { brand, IntakeUnderTest, masterKey, until } from './intake-under-test.js';
import { sign, signatureHeader } from './postcards.js';
import { TemporaryFolder } from './temporary-folder.js';

describe('a webhook edge', () => {
  let intake: IntakeUnderTest;
  let link: DatabaseLink;
  let app: NestFastifyApplication;
  let folder: TemporaryFolder;
  let path: string;

  beforeAll(async () => {
    intake = await IntakeUnderTest.make();
    link = await DatabaseLink.to(intake.database.appUrl);
    folder = await TemporaryFolder.make();
    app = await startIntakeApp(link.url, { WHENCE_SPOOL_DIR: folder.path });
    const connection = await intake.connections.add({
      workspaceId: brand,
      provider: 'zernio',
      name: 'Brand',
      secrets: ['old-secret', 'new-secret'],
      verifyToken: 'tok-1',
    });
    path = `/webhooks/zernio/${connection.id}`;
  });

  beforeEach(() => intake.rows('TRUNCATE intake.inbox, intake.quarantine'));

  afterAll(async () => {
    await app.close();
    await folder.remove();
    await link.close();
    await intake.end();
  });

  const post = (body: string | Buffer, { secret = 'new-secret', url = path, headers = {} } = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload: body,
      headers: { 'content-type': 'application/json', [signatureHeader]: sign(body, secret), ...headers },
    });

  const stored = () =>
    intake.rows<{ body: Buffer; headers: object }>('SELECT body, headers FROM intake.inbox ORDER BY id');

  it('answers 200 once a signed delivery is stored, byte for byte and unreadable to a thief', async () => {
    const body = '{ "cards": [{"id":"m1","to":"brand"}], "text": "ol\\u00e1 \u{1f44b}" }';
    const answer = await post(body, { headers: { 'x-zernio-event': 'message.received', cookie: 'a=b' } });
    expect(answer.statusCode).toBe(200);
    const [row] = await stored();
    expect(row?.body.includes('cards')).toBe(false);
    expect(new MasterKey(masterKey).open(brand, row?.body ?? Buffer.alloc(0)).toString()).toBe(body);
    expect(row?.headers).toEqual({ 'content-type': 'application/json', 'x-zernio-event': 'message.received' });
    await until(() => Promise.resolve(book.messages.has('m1')));
  });

  it.each(['old-secret', 'new-secret'])('takes a delivery signed with %s while secrets are rotated', async (secret) => {
    expect((await post('{}', { secret })).statusCode).toBe(200);
  });

  it('takes a delivery whatever its content type says, or does not say', async () => {
    expect((await post('{}', { headers: { 'content-type': 'text/plain' } })).statusCode).toBe(200);
    expect((await post('{}', { headers: { 'content-type': 'application/json; charset=utf-8' } })).statusCode).toBe(200);
  });

  it('answers 401 to a wrong or missing signature and stores nothing', async () => {
    const wrong = await post('{}', { secret: 'guess' });
    const cut = await post('{}', { headers: { [signatureHeader]: sign('{}', 'new-secret').slice(0, 32) } });
    const missing = await app.inject({ method: 'POST', url: path, payload: {} });
    const empty = await app.inject({ method: 'POST', url: path });
    expect([wrong, cut, missing, empty].map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
    expect(wrong.json()).toMatchObject({ code: 'webhook-signature-invalid' });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['not-json', '{"cards": ['],
    ['too-deep', '['.repeat(65) + ']'.repeat(65)],
    ['not-json', ''],
  ])('answers 400 to what is signed and %s, and keeps it aside', async (reason, body) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await intake.rows('SELECT reason, path, workspace_id FROM intake.quarantine')).toEqual([
      { reason, path: '', workspace_id: brand },
    ]);
    expect(await intake.rows('SELECT state FROM intake.inbox')).toEqual([{ state: 'quarantined' }]);
  });

  it('answers 413 to more than 3 MB and stores nothing', async () => {
    expect((await post(`"${'x'.repeat(2_900_000)}"`)).statusCode).toBe(200);
    expect((await post(`"${'x'.repeat(3_100_000)}"`)).statusCode).toBe(413);
    expect(await stored()).toHaveLength(1);
  });

  it('answers 404 to a connection that does not exist, or is of another provider', async () => {
    const other = await intake.connections.add({
      workspaceId: brand,
      provider: 'meta-graph',
      name: 'M',
      secrets: ['new-secret'],
    });
    for (const id of [other.id, 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y', 'con_nonsense', '%00']) {
      expect((await post('{}', { url: `/webhooks/zernio/${id}` })).statusCode).toBe(404);
    }
    expect((await post('{}', { url: `/webhooks/meta-graph/${other.id}` })).statusCode).toBe(404);
    expect(await stored()).toEqual([]);
  });

  it("answers Meta's challenge in plain text to whoever knows the token, and 403 to others", async () => {
    const challenged = (token: string, challenge: string) =>
      app.inject({
        url: path,
        query: { 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge },
      });
    const right = await challenged('tok-1', '1158201444');
    expect([right.statusCode, right.body]).toEqual([200, '1158201444']);
    expect(right.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect((await challenged('tok-2', '1158201444')).statusCode).toBe(403);
    expect((await challenged('tok-1', '<script>')).statusCode).toBe(400);
    expect((await app.inject({ url: path })).statusCode).toBe(403);
  });

  it('goes on taking deliveries while PostgreSQL is away, and malformed ones, and stores them when it is back', async () => {
    expect((await post('{}')).statusCode).toBe(200);
    link.cut();
    const [away, malformed, unsigned] = [await post('{"n":2}'), await post('{"cut'), await post('{}', { secret: 'x' })];
    expect([away, malformed, unsigned].map(({ statusCode }) => statusCode)).toEqual([200, 400, 401]);
    expect(await stored()).toHaveLength(1);
    link.mend();
    await until(async () => (await stored()).length === 3);
    expect(await intake.rows('SELECT reason FROM intake.quarantine')).toEqual([{ reason: 'not-json' }]);
    expect((await post('{}')).statusCode).toBe(200);
  });

  it('stores a delivery once though nobody knew whether it had been stored', async () => {
    await post('{}');
    await intake.rows('TRUNCATE intake.inbox, intake.quarantine');
    link.loseAnswersTo('INSERT INTO intake.inbox');
    const answer = post('{"n":1}');
    // PostgreSQL has it, and the edge does not know.
    await until(async () => (await stored()).length === 1);
    link.cut();
    expect((await answer).statusCode).toBe(200);
    link.mend();
    await until(async () =>
      (await app.inject({ url: '/metrics' })).body.includes(
        'whence_spool_waiting_records{store="deliveries-zernio"} 0',
      ),
    );
    expect((await post('{"n":2}')).statusCode).toBe(200);
    expect(await stored()).toHaveLength(2);
  });

  it('counts what it did for the operator', async () => {
    const metrics = await app.inject({ url: '/metrics' });
    expect(metrics.body).toMatch(/whence_intake_deliveries_total\{provider="zernio",outcome="unauthentic"\} [1-9]/);
  });
});
