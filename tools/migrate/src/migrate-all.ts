import { migrate } from '@whence/platform/postgres';

import { migrationTargets, ownerVariableOf } from './migration-targets.js';

/** Brings every schema of a deployment up to date, wherever it is. `say` hears of each migration that was run. */
export const migrateAll = async (
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<void> => {
  let count = 0;
  for (const { name, ownerUrl, sets } of migrationTargets(env)) {
    const where = name === 'main' ? '' : ` (its own database)`;
    const done = await migrate(ownerUrl, sets).catch((error: unknown) => {
      if (name === 'main') throw error;
      throw new Error(`the database of ${name}: ${reasonOf(error)}; its owner is named by ${ownerVariableOf(name)}`);
    });
    for (const migration of done) say(`migrated ${migration}${where}`);
    count += done.length;
  }
  if (count === 0) say('every schema is up to date');
};

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
