import type { MigrationSet } from '@whence/platform/postgres';

import { InitialIntake1763900100000 } from './1763900100000-initial-intake.js';

export const intakeMigrations: MigrationSet = { schema: 'intake', migrations: [InitialIntake1763900100000] };
