export { allMigrations } from './all-migrations.js';
export { migrateAll } from './migrate-all.js';
export { migrationTargets, type MigrationTarget } from './migration-targets.js';
