import { migrate } from '@whence/platform/postgres';
import type pg from 'pg';

import { asOwner, serverUrl, urlOn } from './test-server.js';

/** Migrated once in a run, by the test file that comes first; every other database is a clone of it. */
export const templateName = 'whence_test_template';
const unfinishedName = `${templateName}_unfinished`;

const login = 'whence_app';
/** The server is thrown away with the run and listens on the loopback address only. */
const password = 'test';
const buildLock = 4_711;

export const applicationUrlOn = (database: string): string => {
  const url = new URL(urlOn(serverUrl(), database));
  url.username = login;
  url.password = password;
  return url.href;
};

/** Test files in other workers wait here while the first one migrates. */
export const ensureTemplate = async (): Promise<void> => {
  await asOwner(async (owner) => {
    if (await exists(owner)) return;
    await owner.query('SELECT pg_advisory_lock($1)', [buildLock]);
    if (!(await exists(owner))) await buildTemplate(owner);
  });
};

const exists = async (owner: pg.Client): Promise<boolean> => {
  const { rowCount } = await owner.query('SELECT FROM pg_database WHERE datname = $1', [templateName]);
  return rowCount === 1;
};

const buildTemplate = async (owner: pg.Client): Promise<void> => {
  await owner.query(`DROP DATABASE IF EXISTS ${unfinishedName}`);
  await owner.query(`CREATE DATABASE ${unfinishedName}`);
  // Loaded by the one file that needs it: it brings every context along.
  const { allMigrations } = await import('@whence/migrate');
  await migrate(urlOn(serverUrl(), unfinishedName), allMigrations);
  // Left over from an attempt that failed halfway.
  await owner.query(`DROP ROLE IF EXISTS ${login}`);
  await owner.query(`CREATE ROLE ${login} LOGIN NOINHERIT PASSWORD '${password}'`);
  await owner.query(`GRANT whence_api, whence_worker TO ${login} WITH INHERIT FALSE, SET TRUE`);
  await owner.query(`ALTER DATABASE ${unfinishedName} RENAME TO ${templateName}`);
};
