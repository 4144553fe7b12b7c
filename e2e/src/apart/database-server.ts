import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startPostgres, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { guardian } from '@whence/kafka-broker';
import pg from 'pg';

const migration = join(import.meta.dirname, '..', '..', '..', 'tools', 'migrate', 'dist', 'main.js');

/** Where the application finds its rows: three databases, as enterprises run it. */
export interface DatabaseUrls {
  readonly main: string;
  readonly analytics: string;
  readonly affiliate: string;
}

/** A durable PostgreSQL that is ended and started as a test wants, on one port and the same data. */
export class DatabaseServer {
  private constructor(
    private readonly folder: string,
    private server: EmbeddedPostgres,
    readonly urls: DatabaseUrls,
  ) {}

  /** Starts it, and brings the schemas of three new databases up to date. */
  static async start(folder: string): Promise<DatabaseServer> {
    const server = await startPostgres({ directory: folder });
    watch(folder);
    try {
      const urls = await threeDatabases(server);
      return new DatabaseServer(folder, server, urls);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** The owner's, for counting what no role of the application may see as a whole. */
  ownerUrl(database: keyof DatabaseUrls = 'main'): string {
    return database === 'main' ? this.server.ownerUrl : urlOn(this.server.ownerUrl, database);
  }

  /** A clean end, with a checkpoint. */
  async stop(): Promise<void> {
    const pid = postmasterPid(this.folder);
    await this.server.stop();
    if (pid !== undefined) guardian.forget(pid);
  }

  /** `kill -9` of the server; it stays away until `start`. */
  kill(): void {
    const pid = postmasterPid(this.folder);
    if (pid === undefined) throw new Error('PostgreSQL does not run');
    process.kill(pid, 'SIGKILL');
    // Otherwise whoever looks after the server would start it again.
    this.server.stopNow();
    guardian.forget(pid);
  }

  /** On the same port and data; recovers where it was killed. */
  async start(): Promise<void> {
    this.server = await startPostgres({ directory: this.folder, port: this.server.port });
    watch(this.folder);
  }
}

/** Rows of a statement, as the owner. */
export const ownersRows = async <Row extends object>(
  url: string,
  sql: string,
  params: readonly unknown[] = [],
): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
};

const threeDatabases = async (server: EmbeddedPostgres): Promise<DatabaseUrls> => {
  const { ownerUrl } = server;
  for (const name of ['analytics', 'affiliate']) await ownersRows(ownerUrl, `CREATE DATABASE ${name}`);
  await migrate({
    DATABASE_MIGRATION_URL: ownerUrl,
    ANALYTICS_DATABASE_URL: urlOn(ownerUrl, 'analytics'),
    AFFILIATE_DATABASE_URL: urlOn(ownerUrl, 'affiliate'),
  });
  const main = await server.admitApplication();
  return { main, analytics: urlOn(main, 'analytics'), affiliate: urlOn(main, 'affiliate') };
};

const watch = (folder: string): void => {
  const pid = postmasterPid(folder);
  if (pid !== undefined) guardian.watch(pid, 'SIGQUIT');
};

const postmasterPid = (folder: string): number | undefined => {
  try {
    return Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
};

const urlOn = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

const migrate = async (settings: Readonly<Record<string, string>>): Promise<void> => {
  const env = { PATH: process.env['PATH'], ...settings };
  await promisify(execFile)(process.execPath, [migration], { env });
};
