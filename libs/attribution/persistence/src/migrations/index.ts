import type { MigrationSet } from '@whence/platform/postgres';

import { EvidenceDecisionsConversions1763900300000 } from './1763900300000-evidence-decisions-conversions.js';

/** Schema `attribution`, oldest first. */
export const attributionMigrations: MigrationSet = {
  schema: 'attribution',
  migrations: [EvidenceDecisionsConversions1763900300000],
};
