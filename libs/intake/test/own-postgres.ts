import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { allMigrations } from '@whence/migrate';
import { migrate } from '@whence/platform/postgres';
import pg from 'pg';

/** A durable PostgreSQL of one test file's own, to be killed and stopped. After a kill it is started again by itself. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    private readonly server: EmbeddedPostgres,
    readonly appUrl: string,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'whence-away-test-'));
    const server = await startPostgres({ directory: folder });
    await migrate(server.ownerUrl, allMigrations);
    return new OwnPostgres(folder, server, await server.admitApplication());
  }

  get ownerUrl(): string {
    return this.server.ownerUrl;
  }

  /** What is really in the tables, past every role. */
  rows<Row extends object>(sql: string): Promise<Row[]> {
    return this.asOwner(async (owner) => (await owner.query<Row>(sql)).rows);
  }

  /** `kill -9` of the server and all its processes. */
  async kill(): Promise<void> {
    for (const pid of await this.processes()) signal(pid, 'SIGKILL');
  }

  /** Nothing answers, and nothing fails either. `resume` is what the answer is called with. */
  async suspend(): Promise<() => void> {
    const pids = await this.processes();
    for (const pid of pids) signal(pid, 'SIGSTOP');
    return () => {
      for (const pid of pids) signal(pid, 'SIGCONT');
    };
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The postmaster first, then those it has started. */
  private processes(): Promise<readonly number[]> {
    return this.asOwner(async (owner) => {
      const { rows } = await owner.query<{ backend: number }>('SELECT pg_backend_pid() AS backend');
      const running = runningProcesses();
      const mine = running.find(({ pid }) => pid === rows[0]?.backend);
      if (mine === undefined) throw new Error('the server is no process of this machine');
      const others = running.filter(({ pid, parent }) => parent === mine.parent && pid !== mine.pid);
      return [mine.parent, ...others.map(({ pid }) => pid)];
    });
  }

  private async asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
    const owner = new pg.Client({ connectionString: this.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  }
}

/** A process of a server may have ended by itself meanwhile. */
const signal = (pid: number, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const runningProcesses = (): readonly { readonly pid: number; readonly parent: number }[] => {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent };
  });
};
