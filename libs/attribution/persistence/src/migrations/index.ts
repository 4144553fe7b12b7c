import type { MigrationSet } from '@whence/platform/postgres';

import { ContactsJoin1764300000100 } from './1764300000100-contacts-join.js';
import { EvidenceDecisionsConversions1763900300000 } from './1763900300000-evidence-decisions-conversions.js';
import { OneRelayAtATime1764000000100 } from './1764000000100-one-relay-at-a-time.js';
import { Refunds1764200000100 } from './1764200000100-refunds.js';
import { AwaitFinality1764300000300 } from './1764300000300-await-finality.js';
import { ConversionsStopWaiting1764300000400 } from './1764300000400-conversions-stop-waiting.js';
import { OverridesAndModels1764200000000 } from './1764200000000-overrides-and-models.js';
import { CouponsGivenWithConversions1764300000200 } from './1764300000200-coupons-given-with-conversions.js';
import { Guesses1764300000600 } from './1764300000600-guesses.js';
import { MessageTexts1764300000800 } from './1764300000800-message-texts.js';
import { WhenAnAccountWasLastHeardOf1764300000700 } from './1764300000700-when-an-account-was-last-heard-of.js';
import { Languages1764300000900 } from './1764300000900-languages.js';
import { LateClicks1764300000950 } from './1764300000950-late-clicks.js';

/** Schema `attribution`, oldest first. */
export const attributionMigrations: MigrationSet = {
  schema: 'attribution',
  migrations: [
    EvidenceDecisionsConversions1763900300000,
    OneRelayAtATime1764000000100,
    OverridesAndModels1764200000000,
    Refunds1764200000100,
    ContactsJoin1764300000100,
    CouponsGivenWithConversions1764300000200,
    AwaitFinality1764300000300,
    ConversionsStopWaiting1764300000400,
    Guesses1764300000600,
    WhenAnAccountWasLastHeardOf1764300000700,
    MessageTexts1764300000800,
    Languages1764300000900,
    LateClicks1764300000950,
  ],
};
