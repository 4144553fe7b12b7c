import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { PostgresUnusable } from './postgres-unusable.js';
import { processOptions } from './process-options.js';
import type { Site } from './site.js';

/** The server process that a data directory names in its `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const pidFile = (data: string): string => join(data, 'postmaster.pid');
const stopTimeoutSeconds = 20;

/**
 * The server that is running on the data directory now, whoever started it. A `postmaster.pid` whose process is gone, or
 * is some other program that was given the same number, counts as none; the latter would keep a new server from
 * starting and is removed.
 */
export const runningPostmaster = (data: string): Postmaster | undefined => {
  const named = existsSync(pidFile(data)) ? parsePostmasterPid(readFileSync(pidFile(data), 'utf8')) : undefined;
  if (named === undefined || !isAlive(named.pid)) return undefined;
  if (worksOn(named.pid, data)) return named;
  rmSync(pidFile(data), { force: true });
  return undefined;
};

/** Lines of `postmaster.pid`: process id, data directory, start time, port, … */
export const parsePostmasterPid = (text: string): Postmaster | undefined => {
  const [pidLine, , , portLine] = text.split('\n');
  const pid = Number(pidLine);
  const port = Number(portLine);
  return Number.isInteger(pid) && pid > 1 && Number.isInteger(port) && port > 0 ? { pid, port } : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A PostgreSQL server works from inside its data directory; a zombie works from nowhere. */
const worksOn = (pid: number, data: string): boolean => {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid.toString()}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-o', 'args=', '-p', pid.toString()], { encoding: 'utf8' }).stdout.includes(data);
};

/** Ends the server on the data directory, if any: first with a checkpoint, and if that takes too long without. */
export const stopPostmaster = async (site: Site): Promise<void> => {
  for (const mode of ['fast', 'immediate']) {
    if (runningPostmaster(site.data) === undefined) return;
    const timing = ['-m', mode, '-w', '-t', stopTimeoutSeconds.toString()];
    const options = { ...processOptions(site.identity), stdio: 'ignore' as const, detached: true };
    await once(spawn(site.binaries.pgCtl, ['stop', '-D', site.data, ...timing], options), 'close');
  }
  if (runningPostmaster(site.data) !== undefined)
    throw new PostgresUnusable(`PostgreSQL on ${site.data} does not stop`);
};

/** Ends the server at once, without waiting: for a process that is ending itself. The next start recovers from its log. */
export const killPostmaster = (site: Site): void => {
  const server = runningPostmaster(site.data);
  if (server !== undefined) process.kill(server.pid, process.platform === 'win32' ? 'SIGKILL' : 'SIGQUIT');
};
