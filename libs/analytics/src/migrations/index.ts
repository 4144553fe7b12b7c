import type { MigrationSet } from '@whence/platform/postgres';

import { FactsAndDimensions1763900500000 } from './1763900500000-facts-and-dimensions.js';
import { PublishDeadLetters1764000000300 } from './1764000000300-publish-dead-letters.js';
import { Refunds1764100000100 } from './1764100000100-refunds.js';

/** The schema `analytics`, oldest migration first. */
export const analyticsMigrations: MigrationSet = {
  schema: 'analytics',
  migrations: [FactsAndDimensions1763900500000, PublishDeadLetters1764000000300, Refunds1764100000100],
};
