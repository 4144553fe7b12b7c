export { freePort } from './port.js';
export { AlreadyRunning } from './launcher-lock.js';
export { PostgresUnusable } from './postgres-unusable.js';
export { rememberedApplicationUrl } from './remembered-url.js';
export { startPostgres, type EmbeddedPostgres, type PostgresOptions } from './start-postgres.js';
export { startTestPostgres } from './start-test-postgres.js';
