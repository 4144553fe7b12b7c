import type { MigrationSet } from '@whence/platform/postgres';

import { CreateAffiliate1763900000000 } from './1763900000000-create-affiliate.js';

export const affiliateMigrations: MigrationSet = {
  schema: 'affiliate',
  migrations: [CreateAffiliate1763900000000],
};
