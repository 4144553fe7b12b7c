import { migrateAll, reasonOf } from './migrate-all.js';

/** Brings every schema up to date: `DATABASE_MIGRATION_URL=postgres://owner… npm run migrate`. */
await migrateAll(process.env, (line) => process.stdout.write(`${line}\n`)).catch((error: unknown) => {
  process.stderr.write(`migration failed: ${reasonOf(error)}\n`);
  process.exitCode = 1;
});
