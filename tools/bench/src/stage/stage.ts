import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { startBroker, type Broker } from '@whence/kafka-broker';
import { allMigrations } from '@whence/migrate';
import { migrate } from '@whence/platform/postgres';
import pg from 'pg';

import { BenchProblem } from '../bench-problem.js';
import { benchTablesSql } from './bench-tables.js';
import { setUpBrand, type Brand } from './brand.js';

/** What every benchmark plays on: a durable PostgreSQL with the product's schemas, a brand, and the plain tables. */
export interface Stage {
  /** Temporary, gone at the end. */
  readonly folder: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly postmaster: number;
  readonly owner: pg.Client;
  readonly brand: Brand;
  readonly profileFolder?: string | undefined;
  /** What every app of ours is configured by; Kafka is out of reach unless said otherwise. */
  readonly appEnv: Readonly<Record<string, string>>;
  /** A real Kafka, started when it is first asked for. */
  broker(): Promise<string>;
  close(): Promise<void>;
}

const masterKey = 'bench-bench-bench-bench-bench-bench-bench';
/** Nobody listens there: events wait in their queues, and what is measured is the path to the queue. */
const nowhere = '127.0.0.1:1';

/** Starts PostgreSQL with fsync on, migrates, and makes the brand through the public API. */
export const setUpStage = async (say: (line: string) => void, profileFolder?: string): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'whence-bench-'));
  // The user that PostgreSQL runs as has to get to its data; it would be kept elsewhere, and left there.
  chmodSync(folder, 0o711);
  say('setting up PostgreSQL, schemas and a brand …');
  const server = await startPostgres({ directory: join(folder, 'postgres'), isDurable: true });
  // However this process ends, short of a kill -9, it leaves no database behind.
  const stopNow = (): void => {
    server.stopNow();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stopNow);
  try {
    return { ...(await onServer(server, folder)), profileFolder };
  } catch (error) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

const onServer = async (server: EmbeddedPostgres, folder: string): Promise<Stage> => {
  await migrate(server.ownerUrl, allMigrations);
  const applicationUrl = await server.admitApplication();
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  // The server ends it where something else fails before it is closed.
  owner.on('error', () => undefined);
  await owner.connect();
  await owner.query(benchTablesSql);
  let broker: Promise<Broker> | undefined;
  const env = { DATABASE_URL: applicationUrl, WHENCE_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  return {
    folder,
    owner,
    applicationUrl,
    ownerUrl: server.ownerUrl,
    postmaster: await postmasterOf(owner),
    brand: await setUpBrand({ ...env, WHENCE_HOME: join(folder, 'home') }),
    appEnv: { ...env, KAFKA_BROKERS: nowhere, WHENCE_SPOOL_DIR: join(folder, 'spool') },
    async broker() {
      broker ??= startBroker();
      return (await broker).brokers.join(',');
    },
    async close() {
      await (await broker)?.stop();
      await owner.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The first line of the server's own file. */
const postmasterOf = async (owner: pg.Client): Promise<number> => {
  const { rows } = await owner.query<{ data: string }>(`SELECT current_setting('data_directory') AS data`);
  const pid = Number(readFileSync(join(rows[0]?.data ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) throw new BenchProblem('the postmaster’s process id cannot be read');
  return pid;
};

/** Starts a round in the same state as every other: empty tables, and nothing left to write from the round before. */
export const clearTables = async ({ owner }: Stage): Promise<void> => {
  await owner.query(`
    TRUNCATE intake.inbox, intake.quarantine, intake.delivery_count, attribution.click, attribution.late_click, attribution.outbox,
      attribution.contact, attribution.channel_identity, attribution.external_user, attribution.conversation,
      attribution.signal_copy, attribution.evidence_name, attribution.decision, attribution.touchpoint,
      attribution.conversion, attribution.parked_identity, bench.click, bench.inbox, bench.inbox_json,
      bench.contact, bench.touchpoint, bench.decision, bench.outbox, bench.queue RESTART IDENTITY CASCADE`);
  await owner.query('CHECKPOINT');
};
