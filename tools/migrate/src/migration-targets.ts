import type { MigrationSet } from '@whence/platform/postgres';

import { allMigrations } from './all-migrations.js';

/** One database to be migrated. */
export interface MigrationTarget {
  /** Such as `analytics`: whose database it is. */
  readonly name: string;
  readonly ownerUrl: string;
  readonly sets: readonly MigrationSet[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The contexts that may have a database of their own, and the prefix of the variables that say so. */
const movable = [
  { name: 'analytics', prefix: 'ANALYTICS_' },
  { name: 'affiliate', prefix: 'AFFILIATE_' },
] as const;

/**
 * Which databases `npm run migrate` works on: every schema in the main one, and each schema that was moved in its own, as
 * the owner named for it or else as the main owner. Throws where no owner is named.
 */
export const migrationTargets = (env: Environment): readonly MigrationTarget[] => {
  const mainOwner = setIn(env, 'DATABASE_MIGRATION_URL');
  if (mainOwner === undefined) {
    throw new Error('DATABASE_MIGRATION_URL is not set: it names the owner of the database');
  }
  const main: MigrationTarget = { name: 'main', ownerUrl: mainOwner, sets: allMigrations };
  const moved = movable.flatMap(({ name, prefix }) => {
    const ownerUrl = ownerOf(env, prefix, mainOwner);
    if (ownerUrl === undefined || placeOf(ownerUrl) === placeOf(mainOwner)) return [];
    return [{ name, ownerUrl, sets: allMigrations.filter(({ schema }) => schema === name) }];
  });
  return [main, ...moved];
};

/** The variable that names the owner of a moved schema's database. */
export const ownerVariableOf = (name: string): string =>
  `${movable.find((one) => one.name === name)?.prefix ?? ''}DATABASE_MIGRATION_URL`;

/** An empty variable is one that is not set. */
const setIn = (env: Environment, variable: string): string | undefined =>
  env[variable] === '' ? undefined : env[variable];

const ownerOf = (env: Environment, prefix: string, mainOwner: string): string | undefined => {
  const named = setIn(env, `${prefix}DATABASE_MIGRATION_URL`);
  const application = setIn(env, `${prefix}DATABASE_URL`);
  if (named !== undefined || application === undefined) return named;
  const url = new URL(application);
  const { username, password } = new URL(mainOwner);
  Object.assign(url, { username, password });
  return url.href;
};

/** Server and database, without who logs in and how. */
const placeOf = (text: string): string => {
  const { hostname, port, pathname } = new URL(text);
  return `${hostname}:${port || '5432'}${pathname}`;
};
