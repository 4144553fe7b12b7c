export { allMigrations } from './all-migrations.js';
