import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import { applicationRole, ownerRole } from './credentials.js';
import type { Site } from './site.js';

const connectTimeoutMs = 5_000;
const pauseMs = 50;
const readyTimeoutMs = 60_000;

export const ownerUrl = (site: Site, port: number, database: string): string =>
  urlOf(ownerRole, site.credentials.ownerPassword, `${port.toString()}/${database}`);

export const applicationUrl = (site: Site, port: number, database: string): string =>
  urlOf(applicationRole, site.credentials.applicationPassword, `${port.toString()}/${database}`);

const urlOf = (role: string, password: string, place: string): string =>
  `postgres://${role}:${password}@127.0.0.1:${place}`;

/** A connection of the owner's that the caller ends. Errors of an idle connection are left to its `end` event. */
export const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'whence-launcher',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    ssl: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Runs `work` on a connection that is closed afterwards. */
export const withConnection = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/**
 * Waits until the server lets its owner in; `false` when the password is refused, when it is no longer running, or when
 * that takes more than a minute (a recovery after a crash can take that long).
 */
export const answers = async (site: Site, port: number, isRunning: () => boolean): Promise<boolean> => {
  for (const deadline = Date.now() + readyTimeoutMs; Date.now() < deadline; await sleep(pauseMs)) {
    if (!isRunning()) return false;
    try {
      await withConnection(ownerUrl(site, port, 'postgres'), (client) => client.query('SELECT 1'));
      return isRunning();
    } catch (error) {
      if (isPasswordRefused(error)) return false;
    }
  }
  return false;
};

/** SQLSTATE class 28: the server is up, and not one that knows our password. */
const isPasswordRefused = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('28');
