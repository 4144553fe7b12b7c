import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { AlreadyRunning } from './launcher-lock.js';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.js';

let directory: string;
let server: EmbeddedPostgres | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'whence-test-launcher-'));
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(directory, { recursive: true, force: true });
});

const start = async (): Promise<EmbeddedPostgres> =>
  (server = await startPostgres({ directory, handoverTimeoutMs: 300 }));

/** What kill -9 would leave a person with: a launcher in a process group of its own, on the built code. */
const startInItsOwnProcess = async (): Promise<ChildProcess> => {
  const script = `
    const { startPostgres } = await import('@whence/embedded-postgres');
    await startPostgres({ directory: ${JSON.stringify(directory)} });
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(launcher.stdout, 'data');
  return launcher;
};

const kill = async (launcher: ChildProcess): Promise<void> => {
  const gone = once(launcher, 'exit');
  process.kill(-Number(launcher.pid), 'SIGKILL');
  await gone;
};

const query = async <Row extends object>(url: string, sql: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
};

const postmasterPid = (): number =>
  Number(readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded PostgreSQL', () => {
  it('keeps data, port and passwords over a stop and a start, and is durable', async () => {
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    const settings = await query(
      first.ownerUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    expect(settings.map((row) => Object.values(row)[1])).toEqual(['on', 'on', 'on']);
    await first.stop();
    const second = await start();
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(await query(second.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('is taken over when its launcher was killed with its whole process group', async () => {
    await kill(await startInItsOwnProcess());
    const orphan = postmasterPid();
    await start();
    expect(postmasterPid()).toBe(orphan);
    expect(await query(server?.ownerUrl ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is left to the process that looks after it', async () => {
    const launcher = await startInItsOwnProcess();
    await expect(start()).rejects.toThrow(AlreadyRunning);
    await kill(launcher);
    await start();
  });

  it('starts again after it was killed itself in the middle of work', async () => {
    const launcher = await startInItsOwnProcess();
    await kill(launcher);
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    const busy = query(first.ownerUrl, 'SELECT pg_sleep(3)').catch(() => undefined);
    process.kill(postmasterPid(), 'SIGKILL');
    await busy;
    expect(await rowsOnceBack(first.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('loses nothing committed when a process that has no time left ends it at once', async () => {
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    first.stopNow();
    const second = await start();
    expect(second.isNew).toBe(false);
    expect(await query(second.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('does not mistake another program for its server when process numbers were given anew', async () => {
    await (await start()).stop();
    const stale = [process.pid.toString(), join(directory, 'data'), '1763800000', '21479', '', '127.0.0.1', ''].join(
      '\n',
    );
    writeFileSync(join(directory, 'data', 'postmaster.pid'), stale);
    await start();
    expect(postmasterPid()).not.toBe(process.pid);
  });
});

const rowsOnceBack = async (url: string, sql: string): Promise<object[]> => {
  for (const deadline = Date.now() + 25_000; ; await sleep(100)) {
    try {
      return await query(url, sql);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
};
