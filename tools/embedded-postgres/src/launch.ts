import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { answers } from './connection.js';
import { freePort } from './port.js';
import { PostgresUnusable } from './postgres-unusable.js';
import { runningPostmaster, stopPostmaster } from './postmaster.js';
import { processOptions } from './process-options.js';
import { rememberedPort, rememberPort, type Site } from './site.js';

export interface LaunchSettings {
  /** A port that has to be this one; without it the remembered one is preferred. */
  readonly port?: number | undefined;
  /** `false` trades safety for speed: for databases that tests throw away. */
  readonly isDurable: boolean;
}

const retryTimeoutMs = 30_000;
const retryPauseMs = 250;
const logBytesMax = 5_000_000;

/** Backends that outlive a killed server hold its memory for a while; somebody may have taken our port just now. */
const passingRefusals = [
  /pre-existing shared memory block/,
  /lock file "postmaster.pid" already exists/,
  /could not bind|Address already in use/,
];

/** Finds the server running on the site, or starts it; answers its port once it accepts our password. */
export const bringUp = async (site: Site, settings: LaunchSettings): Promise<number> => {
  const found = runningPostmaster(site.data);
  if (found !== undefined) {
    const isWanted = settings.port === undefined || settings.port === found.port;
    if (isWanted && (await answers(site, found.port, () => runningPostmaster(site.data) !== undefined))) {
      return found.port;
    }
    await stopPostmaster(site);
  }
  return start(site, settings);
};

const start = async (site: Site, settings: LaunchSettings): Promise<number> => {
  for (const deadline = Date.now() + retryTimeoutMs; ; await sleep(retryPauseMs)) {
    const port = settings.port ?? (await freePort(rememberedPort(site.directory)));
    const refusal = await startOnce(site, port, settings.isDurable);
    if (refusal === undefined) {
      rememberPort(site.directory, port);
      return port;
    }
    const isPassing = passingRefusals.some((pattern) => pattern.test(refusal));
    if (!isPassing || Date.now() > deadline)
      throw new PostgresUnusable(`PostgreSQL did not start:\n${refusal.slice(-2_000)}`);
  }
};

/** Answers `undefined` once the server is ready, else what it wrote before it gave up. */
const startOnce = async (site: Site, port: number, isDurable: boolean): Promise<string | undefined> => {
  rotate(site.logFile);
  const logStart = statSync(site.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(site.logFile, 'a', 0o600);
  const child = spawnServer(site, flags(port, isDurable), log);
  closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const isRunning = (): boolean => failure === undefined && child.exitCode === null && child.signalCode === null;
  if (await answers(site, port, isRunning)) return undefined;
  if (isRunning()) child.kill('SIGQUIT');
  return failure?.message ?? readFileSync(site.logFile).subarray(logStart).toString();
};

/**
 * Detached, in a session of its own: a terminal's Ctrl-C must reach the applications first and the server last, and the
 * death of its launcher must not tear transactions apart.
 */
const spawnServer = (site: Site, settings: readonly string[], log: number): ChildProcess => {
  const args = ['-D', site.data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(site.binaries.postgres, args, {
    ...processOptions(site.identity),
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  child.unref();
  return child;
};

const flags = (port: number, isDurable: boolean): readonly string[] => [
  `port=${port.toString()}`,
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  // A failed statement is the application's to report; its text could carry what nobody should find in a log.
  'log_min_error_statement=panic',
  ...['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name}=${isDurable ? 'on' : 'off'}`),
];

const rotate = (file: string): void => {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(file, `${file}.old`);
};
