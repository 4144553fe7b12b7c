import { migrate } from '@whence/platform/postgres';

import { allMigrations } from './all-migrations.js';

/** Brings every schema up to date: `DATABASE_MIGRATION_URL=postgres://owner… npm run migrate`. */
const main = async (): Promise<void> => {
  const ownerUrl = process.env['DATABASE_MIGRATION_URL'];
  if (ownerUrl === undefined || ownerUrl === '') {
    throw new Error('DATABASE_MIGRATION_URL is not set: it names the owner of the database');
  }
  const done = await migrate(ownerUrl, allMigrations);
  for (const name of done) process.stdout.write(`migrated ${name}\n`);
  if (done.length === 0) process.stdout.write('every schema is up to date\n');
};

main().catch((error: unknown) => {
  process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
