export { AccessModule } from './access.module.js';
export { accessMigrations } from './access-migrations.js';
export { ApiKeyAuthenticator } from './api-key-authenticator.js';
export { PostgresIdempotencyKeys } from './postgres-idempotency-keys.js';
export {
  createWorkspace,
  ensureWorkspace,
  issueOwnerKey,
  OwnerKeyUnusableViolation,
  type CreatedWorkspace,
  type EnsuredWorkspace,
  type EnsureWorkspace,
  workspaceIds,
} from './workspaces.js';
