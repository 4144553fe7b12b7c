import { accessMigrations } from '@whence/access';
import { affiliateMigrations } from '@whence/affiliate-persistence';
import { analyticsMigrations } from '@whence/analytics';
import { attributionMigrations } from '@whence/attribution-persistence';
import { catalogMigrations } from '@whence/catalog';
import { intakeMigrations } from '@whence/intake';
import type { MigrationSet } from '@whence/platform/postgres';

/** Every context's migrations, in the order they are run. */
export const allMigrations: readonly MigrationSet[] = [
  accessMigrations,
  catalogMigrations,
  intakeMigrations,
  attributionMigrations,
  affiliateMigrations,
  analyticsMigrations,
];
