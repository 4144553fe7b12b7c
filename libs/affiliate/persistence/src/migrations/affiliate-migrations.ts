import type { MigrationSet } from '@whence/platform/postgres';

import { CreateAffiliate1763900000000 } from './1763900000000-create-affiliate.js';
import { OneRelayAtATime1764000000200 } from './1764000000200-one-relay-at-a-time.js';
import { RefundsAndDueDates1764100000000 } from './1764100000000-refunds-and-due-dates.js';

export const affiliateMigrations: MigrationSet = {
  schema: 'affiliate',
  migrations: [CreateAffiliate1763900000000, OneRelayAtATime1764000000200, RefundsAndDueDates1764100000000],
};
