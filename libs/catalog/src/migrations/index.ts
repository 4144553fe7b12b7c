import type { MigrationSet } from '@whence/platform/postgres';

import { InitialCatalog1763900000000 } from './1763900000000-initial-catalog.js';

/** The migrations of schema `catalog`, oldest first. */
export const catalogMigrations: MigrationSet = { schema: 'catalog', migrations: [InitialCatalog1763900000000] };
