import type { MigrationSet } from '@whence/platform/postgres';

import { InitialCatalog1763900000000 } from './1763900000000-initial-catalog.js';
import { OneRelayAtATime1764000000000 } from './1764000000000-one-relay-at-a-time.js';
import { TellTheRedirectOfChanges1764020000001 } from './1764020000001-tell-the-redirect-of-changes.js';
import { Coupons1764300000000 } from './1764300000000-coupons.js';
import { ProgramsMayPayForGuesses1764300000600 } from './1764300000600-programs-may-pay-for-guesses.js';
import { ProgramsMayKeepMessageTexts1764300000800 } from './1764300000800-programs-may-keep-message-texts.js';

/** The migrations of schema `catalog`, oldest first. */
export const catalogMigrations: MigrationSet = {
  schema: 'catalog',
  migrations: [
    InitialCatalog1763900000000,
    OneRelayAtATime1764000000000,
    TellTheRedirectOfChanges1764020000001,
    Coupons1764300000000,
    ProgramsMayPayForGuesses1764300000600,
    ProgramsMayKeepMessageTexts1764300000800,
  ],
};
