import { Module, type OnModuleInit } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { amountNoted, openDesk, until, type Desk } from '../../test/desk.js';
import { testConfig } from '../../test/test-app.js';
import { PlatformConfig } from '../config/index.js';
import { serve, type Served } from '../http/index.js';
import { EventTransport, PostgresOutbox, type OutgoingEvent } from '../outbox/index.js';
import { Backlog, Databases, Relays } from './index.js';

let desk: Desk;

/** Every event the consumer took, and whether it may. */
const taken: OutgoingEvent[] = [];
const consumer = { isWilling: true };

@Module({})
class DeskModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
    private readonly transport: EventTransport,
    private readonly relays: Relays,
  ) {}

  onModuleInit(): void {
    // As the modules of one process do that write to the same outbox.
    for (const outbox of [1, 2].map(() => new PostgresOutbox(this.databases.at(this.config.databaseUrl), 'desk'))) {
      this.relays.add(outbox);
    }
    this.transport.subscribe({
      name: 'taker',
      types: ['whence.amount.noted.v1'],
      consume: async (events) => {
        if (!consumer.isWilling) throw new Error('not willing');
        taken.push(...events);
      },
    });
  }
}

const start = (logLines: string[] = []): Promise<Served> =>
  serve([DeskModule], testConfig({ DATABASE_URL: desk.appUrl }), {
    logStream: { write: (line) => void logLines.push(line) },
  });

const connections = async (): Promise<unknown> =>
  (
    await desk.look(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'whence'
                    AND datname = current_database()`)
  )[0]?.['n'];

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await desk.drop();
});

describe('a process', () => {
  it('publishes what waits in its outboxes once everybody has subscribed', async () => {
    const event = amountNoted(1);
    await desk.write([event]);
    const served = await start();
    await until(() => taken.length > 0);
    expect(taken).toMatchObject([event]);
    await served.close();
  });

  it('counts what it could not publish yet, and says why it could not', async () => {
    consumer.isWilling = false;
    const logLines: string[] = [];
    const served = await start(logLines);
    await desk.write([amountNoted(2)]);
    await until(() => logLines.length > 0);
    expect(JSON.parse(logLines[0] ?? '')).toMatchObject({
      level: 'warn',
      relay: 'desk',
      err: { message: 'not willing' },
    });
    const backlog = served.application.get(Backlog);
    expect(await backlog.of('wsp_1')).toMatchObject({ outbox: 1 });
    expect(await backlog.of('wsp_2')).toMatchObject({ outbox: 0 });
    consumer.isWilling = true;
    await until(async () => (await backlog.of('wsp_1')).outbox === 0);
    await served.close();
  });

  it('leaves no connection behind when it ends', async () => {
    const served = await start();
    await until(async () => (await connections()) !== 0);
    await served.close();
    await until(async () => (await connections()) === 0);
  });

  it('shares one pool for each database and one row source for each name', () => {
    const databases = new Databases('test');
    const { databaseUrl } = testConfig();
    expect(databases.at(databaseUrl)).toBe(databases.at(databaseUrl.reveal()));
    expect(databases.rows('catalog', databaseUrl, [])).toBe(databases.rows('catalog', databaseUrl, []));
    expect(databases.rows('catalog', databaseUrl, [])).not.toBe(databases.rows('access', databaseUrl, []));
  });

  it('refuses the first transaction as a role that could look past row-level security', async () => {
    const databases = new Databases('test');
    const use = (): Promise<unknown> =>
      databases.at(desk.ownerUrl).inTransaction({ role: 'worker', workspaceIds: [] }, (tx) => tx.query('SELECT 1'));
    await expect(use()).rejects.toThrow('superuser');
    await expect(use()).rejects.toThrow('superuser');
    await databases.close();
  });
});
