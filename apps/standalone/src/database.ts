import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startPostgres, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { StartProblem } from '@whence/platform/run';

/** A migrated database to work on. */
export interface ReadyDatabase {
  readonly applicationUrl: string;
  /** Whether it was empty before this start. */
  readonly isNew: boolean;
}

type Say = (message: string) => void;

/** Starts the embedded PostgreSQL and migrates it. `onStarted` hears of the server as soon as it has to be stopped again. */
export const openEmbeddedDatabase = async (
  directory: string,
  say: Say,
  onStarted: (server: EmbeddedPostgres) => void,
): Promise<ReadyDatabase> => {
  say('starting PostgreSQL …');
  const server = await startPostgres({ directory, say });
  onStarted(server);
  await migrate(server.ownerUrl, say, withoutForeignDatabases(process.env));
  return { applicationUrl: await server.admitApplication(), isNew: server.isNew };
};

/**
 * Runs the migrations in a process of their own: they work as the database's owner, and nothing that serves requests
 * ever should. Throws `StartProblem` with what they said.
 */
export const migrate = async (ownerUrl: string, say: Say, env: NodeJS.ProcessEnv = process.env): Promise<void> => {
  say('migrating …');
  const main = join(import.meta.dirname, '..', '..', '..', 'tools', 'migrate', 'dist', 'main.js');
  const child = spawn(process.execPath, [main], {
    env: { ...env, DATABASE_MIGRATION_URL: ownerUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new StartProblem(complaints.trim() === '' ? 'the migration was interrupted' : complaints.trim());
};

/** The embedded owner is nobody in other servers: a database there is migrated where its own owner is named. */
const withoutForeignDatabases = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== 'ANALYTICS_DATABASE_URL' && name !== 'AFFILIATE_DATABASE_URL'),
  );
