import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MasterKey } from '@whence/platform/crypto';
import { Database } from '@whence/platform/postgres';

import { Connections } from '../src/index.js';
import { book, startIntakeApp } from './intake-app.js';
import { brand, HandClock, masterKey, until } from './intake-under-test.js';
import { OwnPostgres } from './own-postgres.js';
import { sign, signatureHeader } from './postcards.js';
import { TemporaryFolder } from './temporary-folder.js';

const senders = 16;
const away = 3_000;
/** The wait for a commit, and what a machine at work on many things takes for the rest. */
const answeredWithinMs = 1_000 + 1_500;

interface Answer {
  readonly id: string;
  readonly status: number;
  readonly ms: number;
}

describe('deliveries while PostgreSQL is away', () => {
  let postgres: OwnPostgres;
  let app: NestFastifyApplication;
  let folder: TemporaryFolder;
  let path: string;

  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    const database = new Database({ url: postgres.appUrl, applicationName: 'whence-test' });
    const connections = new Connections(database, new MasterKey(masterKey), new HandClock());
    const brandConnection = { workspaceId: brand, provider: 'zernio', name: 'Brand', secrets: ['s'] } as const;
    path = `/webhooks/zernio/${(await connections.add(brandConnection)).id}`;
    await database.close();
    folder = await TemporaryFolder.make();
    app = await startIntakeApp(postgres.appUrl, { WHENCE_SPOOL_DIR: folder.path });
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await folder.remove();
    await postgres.stop();
  });

  const deliver = async (id: string): Promise<Answer> => {
    const body = JSON.stringify({ cards: [{ id, to: 'brand' }] });
    const headers = { 'content-type': 'application/json', [signatureHeader]: sign(body, 's') };
    const startedAt = performance.now();
    const { statusCode } = await app.inject({ method: 'POST', url: path, payload: body, headers });
    return { id, status: statusCode, ms: performance.now() - startedAt };
  };

  /** Delivers from all senders at once for as long as `during` takes. */
  const underLoad = async (name: string, during: () => Promise<void>): Promise<Answer[]> => {
    const answers: Answer[] = [];
    let isOver = false;
    const send = async (sender: number): Promise<void> => {
      for (let count = 0; !isOver; count += 1) {
        answers.push(await deliver(`${name}-${sender}-${count}`));
        await sleep(2);
      }
    };
    const sending = Promise.all(Array.from({ length: senders }, (_, sender) => send(sender)));
    await during().finally(() => (isOver = true));
    await sending;
    return answers;
  };

  const metric = async (line: RegExp): Promise<number> =>
    Number(line.exec((await app.inject({ url: '/metrics' })).body)?.[1] ?? 0);
  const spooledSoFar = () => metric(/whence_store_items_total\{store="deliveries-zernio",how="spooled"\} (\d+)/);
  const waiting = () => metric(/whence_spool_waiting_records\{store="deliveries-zernio"\} (\d+)/);

  it.each([
    [
      'killed, and comes back after crash recovery',
      async () => {
        await sleep(300);
        await postgres.kill();
        await sleep(away);
      },
    ],
    [
      'stopped, so that nothing answers and nothing fails, and goes on',
      async () => {
        await sleep(300);
        const resume = await postgres.suspend();
        await sleep(away);
        resume();
        await sleep(300);
      },
    ],
  ])(
    'are all answered 200 within the bound, and each is in the inbox once: it is %s',
    async (name, happening) => {
      const spooledBefore = await spooledSoFar();
      const answers = await underLoad(name.slice(0, 7), happening);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(answeredWithinMs);
      expect(await spooledSoFar()).toBeGreaterThan(spooledBefore + senders);

      await until(async () => (await waiting()) === 0);
      await until(async () => answers.every(({ id }) => book.messages.has(id)));
      const [{ stored } = { stored: 0 }] = await postgres.rows<{ stored: number }>(
        `SELECT count(*)::int AS stored FROM intake.inbox`,
      );
      // One message each, and every inbox row has been worked off: as many rows as messages, none twice.
      await until(async () => (await pending()) === 0);
      expect(stored).toBe(book.messages.size);
      expect((await deliver(`${name}-afterwards`)).status).toBe(200);
      await until(() => Promise.resolve(book.messages.has(`${name}-afterwards`)));
    },
    90_000,
  );

  const pending = async (): Promise<number> => {
    const [row] = await postgres.rows<{ pending: number }>(
      `SELECT count(*)::int AS pending FROM intake.inbox WHERE state = 'pending'`,
    );
    return row?.pending ?? 0;
  };
});
