import type { MigrationSet } from '@whence/platform/postgres';

import { FactsAndDimensions1763900500000 } from './1763900500000-facts-and-dimensions.js';

/** The schema `analytics`, oldest migration first. */
export const analyticsMigrations: MigrationSet = {
  schema: 'analytics',
  migrations: [FactsAndDimensions1763900500000],
};
