import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

import { connect } from './connection.js';

/** Any number would do, as long as every launcher takes the same. */
const lockKey = 7_726_448_623;
const pauseMs = 200;

/** A living process already looks after this server. */
export class AlreadyRunning extends Error {
  constructor(directory: string) {
    super(`another process is already using the database in ${directory}: stop it first, or use another folder`);
    this.name = 'AlreadyRunning';
  }
}

/**
 * Marks this process as the one that looks after the server, for as long as the connection lives. A lock in the server
 * itself cannot go stale: a launcher that is killed loses it at once. One that is just stopping is waited for.
 */
export const takeLauncherLock = async (url: string, directory: string, waitMs: number): Promise<pg.Client> => {
  const client = await connect(url);
  try {
    for (const deadline = Date.now() + waitMs; ; await sleep(pauseMs)) {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lockKey]);
      if (rows[0]?.taken === true) return client;
      if (Date.now() > deadline) throw new AlreadyRunning(directory);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
};
