import { setTimeout as sleep } from 'node:timers/promises';

import { MasterKey } from '@whence/platform/crypto';
import { Backlog, Metrics, type Clock } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { Connections } from '../src/connections/connections.js';
import { createWorker, type ChannelAdapter, type Worker } from '../src/index.js';
import { Inbox } from '../src/store/inbox.js';
import { sealDelivery } from '../src/store/sealed-delivery.js';
import { AccountBook, postcardAdapter, RecordBook, type Postcards } from './postcards.js';

export const masterKey = 'intake-tests-intake-tests-intake-tests';
export const brand = 'wsp_01KAQ3ZV5N8T2M4R6P7S9W1X3Y';
export const rival = 'wsp_01KAQ3ZV5N8T2M4R6P7S9W1X9Z';
export const brandAccount = 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X4A';

export class HandClock implements Clock {
  constructor(private at = Date.UTC(2026, 10, 2, 10)) {}

  now(): number {
    return this.at;
  }

  passDays(days: number): void {
    this.at += days * 86_400_000;
  }
}

/** One provider's intake on a database of its own, with a connection of the brand. */
export class IntakeUnderTest {
  readonly keys = new MasterKey(masterKey);
  readonly clock = new HandClock();
  readonly backlog = new Backlog();
  readonly book = new RecordBook();
  readonly accounts = new AccountBook();
  readonly failures: unknown[] = [];
  readonly connections: Connections;
  private readonly workers: Worker[] = [];

  private constructor(
    readonly database: TestDatabase,
    private readonly owner: pg.Client,
  ) {
    this.connections = new Connections(database.database, this.keys, this.clock);
    this.accounts.register(brand, 'brand', brandAccount);
  }

  static async make(): Promise<IntakeUnderTest> {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new IntakeUnderTest(database, owner);
  }

  /** Starts a worker; what it cannot do is in `failures`. */
  startWorker(adapter?: ChannelAdapter): Worker {
    const started = this.makeWorker(adapter);
    this.workers.push(started);
    started.worker.start();
    return started;
  }

  /** A worker as another process would have it: nothing of it runs. */
  makeWorker(adapter = postcardAdapter): Worker {
    return createWorker({
      adapter,
      database: this.database.database,
      keys: this.keys,
      clock: this.clock,
      backlog: this.backlog,
      metrics: new Metrics(),
      recorder: this.book.record,
      accounts: this.accounts.find,
      report: (error) => this.failures.push(error),
    });
  }

  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map(({ worker }) => worker.stop()));
  }

  /** A delivery as an edge would have stored it. */
  async deliver(postcards: Postcards, workspaceId = brand): Promise<void> {
    const connection = await this.connections.add({ workspaceId, provider: 'zernio', name: 'test', secrets: ['s'] });
    const delivery = sealDelivery(this.keys, {
      connection,
      body: Buffer.from(JSON.stringify(postcards)),
      headers: {},
      receivedAt: this.clock.now(),
    });
    await new Inbox(this.database.database, 'zernio').store([delivery]);
  }

  async untilInboxIsEmpty(workspaceId = brand): Promise<void> {
    await until(async () => (await this.backlog.of(workspaceId)).inbox === 0);
  }

  /** What is really in the tables, past every role. */
  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.owner.query<Row>(sql, [...params]);
    return result.rows;
  }

  async end(): Promise<void> {
    await this.stopWorkers();
    await this.owner.end();
    await this.database.drop();
  }
}

const waitedMsMax = 20_000;
const lookEveryMs = 25;

export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let waitedMs = 0; waitedMs < waitedMsMax; waitedMs += lookEveryMs) {
    if (await isSo()) return;
    await sleep(lookEveryMs);
  }
  throw new Error(`waited ${waitedMsMax} ms in vain`);
};

/** An error PostgreSQL raises for a moment: a deadlock. */
export const passingFault = (): Error => Object.assign(new Error('deadlock detected'), { code: '40P01' });

/** An error that the content causes, and will cause again. */
export const contentFault = (): Error =>
  Object.assign(new Error('value too long: secret text'), { code: '22001', constraint: 'message_length' });
