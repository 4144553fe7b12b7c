import type { MigrationSet } from '@whence/platform/postgres';

import { InitialAccess1763900000000 } from './migrations/1763900000000-workspaces-and-keys.js';

/** Schema `access`: workspaces, API keys, used Idempotency-Keys. */
export const accessMigrations: MigrationSet = { schema: 'access', migrations: [InitialAccess1763900000000] };
