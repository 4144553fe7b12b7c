import { createServer, connect, type Server } from 'node:net';
import { once } from 'node:events';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module, type OnModuleInit } from '@nestjs/common';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { until } from '../../test/desk.js';
import { asOwner } from '../../test/owner.js';
import { testConfig } from '../../test/test-app.js';
import { PlatformConfig } from '../config/index.js';
import { serve, type Served } from '../http/index.js';
import { migrate, type MigrationSet } from '../postgres/index.js';
import { Background, Databases, Schemas } from './index.js';

class FirstShelf1700000000001 implements MigrationInterface {
  name = 'FirstShelf1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf.book (id int)');
  }
  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

class SecondShelf1700000000002 implements MigrationInterface {
  name = 'SecondShelf1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf.page (id int)');
  }
  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

const older: MigrationSet = { schema: 'shelf', migrations: [FirstShelf1700000000001] };
const newer: MigrationSet = { schema: 'shelf', migrations: [FirstShelf1700000000001, SecondShelf1700000000002] };

let test: TestDatabase;
let served: Served | undefined;
let isWorking = false;

@Module({})
class ShelfModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly schemas: Schemas,
    private readonly background: Background,
  ) {}

  onModuleInit(): void {
    this.schemas.require(newer, this.config.databaseUrl);
    this.background.add({
      name: 'work',
      start: () => void (isWorking = true),
      stop: async () => void (isWorking = false),
    });
  }
}

const start = async (url: string, outlivesPostgres = false): Promise<Served> =>
  (served = await serve([ShelfModule], testConfig({ DATABASE_URL: url }), {
    logStream: { write: () => undefined },
    outlivesPostgres,
  }));

const readiness = async ({ url }: Served): Promise<unknown> => (await fetch(`${url}/health/ready`)).json();

/** PostgreSQL behind a door that can be shut: `open` lets connections through, `shut` breaks those there are. */
class Door {
  private server: Server | undefined;
  private readonly sockets = new Set<{ destroy(): void }>();

  constructor(
    private readonly url: URL,
    readonly port: number,
  ) {}

  get doorUrl(): string {
    const through = new URL(this.url);
    through.port = String(this.port);
    return through.href;
  }

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.url.port), this.url.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket)));
      }
      near.pipe(far).pipe(near);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
};

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(async () => {
  await test.drop();
});

beforeEach(async () => {
  isWorking = false;
  await asOwner(test.ownerUrl, 'DROP SCHEMA IF EXISTS shelf CASCADE');
});

afterEach(async () => {
  await served?.close();
  served = undefined;
});

describe('a process that works on a schema', () => {
  it('starts without it, is not ready and does not work; then it is migrated, and it does', async () => {
    const shelf = await start(test.appUrl);
    expect(await readiness(shelf)).toEqual({ status: 'not-ready', missing: ['schema shelf'] });
    await migrate(test.ownerUrl, [older]);
    expect(await readiness(shelf)).toEqual({ status: 'not-ready', missing: ['schema shelf'] });
    expect(isWorking).toBe(false);
    await migrate(test.ownerUrl, [newer]);
    await until(() => isWorking);
    expect(await readiness(shelf)).toEqual({ status: 'ready' });
  });

  it('does not start working on one that is ahead of its code', async () => {
    await migrate(test.ownerUrl, [newer]);
    await asOwner(test.ownerUrl, `INSERT INTO shelf.migration (timestamp, name) VALUES (3, 'Third1700000000003')`);
    expect(await readiness(await start(test.appUrl))).toEqual({ status: 'not-ready', missing: ['schema shelf'] });
  });

  it('goes on while the schema moves ahead: the next version is rolled out behind it', async () => {
    await migrate(test.ownerUrl, [newer]);
    const shelf = await start(test.appUrl);
    expect(await readiness(shelf)).toEqual({ status: 'ready' });
    await asOwner(test.ownerUrl, `INSERT INTO shelf.migration (timestamp, name) VALUES (3, 'Third1700000000003')`);
    expect(await readiness(shelf)).toEqual({ status: 'ready' });
  });
});

describe('a process whose PostgreSQL is away', () => {
  let door: Door;

  beforeEach(async () => {
    await migrate(test.ownerUrl, [newer]);
    door = new Door(new URL(test.appUrl), await freePort());
  });

  afterEach(async () => {
    await served?.close();
    served = undefined;
    await door.shut();
  });

  it('is not ready, and does not guess about schemas', async () => {
    expect(await readiness(await start(door.doorUrl))).toEqual({ status: 'not-ready', missing: ['postgresql'] });
  });

  it.each([
    [false, { status: 'not-ready', missing: ['postgresql'] }],
    [true, { status: 'ready' }],
  ])('wants traffic then only if it can answer without (%s), and has had it once', async (outlives, answer) => {
    const shelf = await start(door.doorUrl, outlives);
    expect(await readiness(shelf)).toEqual({ status: 'not-ready', missing: ['postgresql'] });
    await door.open();
    await until(() => isWorking);
    expect(await readiness(shelf)).toEqual({ status: 'ready' });
    await door.shut();
    expect(await readiness(shelf)).toEqual(answer);
  });

  it('does not care for a database it only looks into', async () => {
    const shelf = await start(test.appUrl);
    const beside = shelf.application.get(Databases).beside(door.doorUrl);
    expect(await beside.isReachable()).toBe(false);
    expect(await readiness(shelf)).toEqual({ status: 'ready' });
  });

  it('says that it must not go on where it comes back with a role that could see too much', async () => {
    const owners = new Door(new URL(test.ownerUrl), await freePort());
    const shelf = await start(owners.doorUrl);
    await owners.open();
    expect((await shelf.failed).message).toContain('is a superuser');
    expect(isWorking).toBe(false);
    await shelf.close();
    served = undefined;
    await owners.shut();
  });
});
