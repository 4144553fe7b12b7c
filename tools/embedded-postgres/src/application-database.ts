import { applicationUrl, ownerUrl, withConnection } from './connection.js';
import { applicationRole } from './credentials.js';
import type { Site } from './site.js';

/** Name of the database everything lives in. */
export const databaseName = 'whence';

/** The roles that migrations create and the application works under, one at a time. */
const workRoles = ['whence_api', 'whence_worker'];

export const ensureDatabase = async (site: Site, port: number): Promise<void> => {
  await withConnection(ownerUrl(site, port, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
};

/**
 * Makes the login the application uses, after the migrations have made the roles it works under. It owns nothing and
 * inherits nothing: every transaction has to say which of the two roles it is. Answers its URL.
 */
export const admitApplication = async (site: Site, port: number): Promise<string> => {
  await withConnection(ownerUrl(site, port, databaseName), async (client) => {
    await client.query(`DO $$ BEGIN CREATE ROLE ${applicationRole}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
    const password = client.escapeLiteral(site.credentials.applicationPassword);
    await client.query(`ALTER ROLE ${applicationRole} LOGIN NOINHERIT NOSUPERUSER PASSWORD ${password}`);
    await client.query(`GRANT ${workRoles.join(', ')} TO ${applicationRole} WITH INHERIT FALSE, SET TRUE`);
  });
  return applicationUrl(site, port, databaseName);
};
