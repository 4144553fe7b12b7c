import { join, resolve } from 'node:path';

import { loadConfig, PlatformConfig, Secret, Variable, type Environment } from '@whence/platform/config';

const homeIn = ({ WHENCE_HOME: home = '' }: Environment): string => (home === '' ? '.whence' : home);

/** Everything in one process: what every process is configured by, and where it keeps what it makes itself. */
export class StandaloneConfig extends PlatformConfig {
  /** Folder for the embedded database and the keys that are made at the first start. */
  @Variable('WHENCE_HOME', { read: (folder) => resolve(folder), otherwise: homeIn })
  home!: string;

  /** The owner of a given database, to migrate it at start; without it that is left to `npm run migrate`. */
  @Variable('DATABASE_MIGRATION_URL', { read: (text) => new Secret(text) })
  migrationUrl?: Secret;

  override shortPathPrefix = '/r';

  /** Beside everything else that a start keeps. */
  @Variable('WHENCE_SPOOL_DIR', { read: (folder) => resolve(folder), otherwise: (env) => join(homeIn(env), 'spool') })
  override spoolDir = '';
}

/** What standalone makes itself where the environment does not give it. */
interface MadeAtStart {
  readonly database: boolean;
  readonly masterKey: boolean;
}

/** Stands for what is made later, so that everything that *was* given is checked, all at once, before anything starts. */
const later = { DATABASE_URL: 'postgres://made-at-start', WHENCE_MASTER_KEY: 'made-at-start'.padEnd(32, '.') };

/**
 * The configuration, and what is still to be put into it. Throws `ConfigurationProblems`, which names every problem at
 * once.
 */
export const loadStandaloneConfig = (env: Environment): { config: StandaloneConfig; isToBeMade: MadeAtStart } => {
  const isGiven = (variable: string): boolean => (env[variable] ?? '') !== '';
  const isToBeMade = { database: !isGiven('DATABASE_URL'), masterKey: !isGiven('WHENCE_MASTER_KEY') };
  const given = Object.fromEntries(Object.entries(env).filter(([variable]) => isGiven(variable)));
  return { config: loadConfig(StandaloneConfig, { ...later, ...given }), isToBeMade };
};
