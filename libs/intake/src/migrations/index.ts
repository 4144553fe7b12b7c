import type { MigrationSet } from '@whence/platform/postgres';

import { InitialIntake1763900100000 } from './1763900100000-initial-intake.js';
import { PublishDeadLetters1764000000400 } from './1764000000400-publish-dead-letters.js';
import { DeliveryOnce1764010000000 } from './1764010000000-delivery-once.js';
import { SubscriptionReports1764300000700 } from './1764300000700-subscription-reports.js';
import { CatchUps1764300000750 } from './1764300000750-catch-ups.js';

export const intakeMigrations: MigrationSet = {
  schema: 'intake',
  migrations: [
    InitialIntake1763900100000,
    PublishDeadLetters1764000000400,
    DeliveryOnce1764010000000,
    SubscriptionReports1764300000700,
    CatchUps1764300000750,
  ],
};
