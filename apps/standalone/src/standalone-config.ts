import { resolve } from 'node:path';

import { loadConfig, PlatformConfig, Secret, Variable, type Environment } from '@whence/platform/config';

/** Everything in one process: what every process is configured by, and where it keeps what it makes itself. */
export class StandaloneConfig extends PlatformConfig {
  /** Folder for the embedded database and the keys that are made at the first start. */
  @Variable('WHENCE_HOME', { read: (folder) => resolve(folder), otherwise: () => '.whence' })
  home!: string;

  /** The owner of a given database, to migrate it at start; without it that is left to `npm run migrate`. */
  @Variable('DATABASE_MIGRATION_URL', { read: (text) => new Secret(text) })
  migrationUrl?: Secret;

  override shortPathPrefix = '/r';
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

const withoutEffectYet = ['KAFKA_BROKERS', 'KAFKA_TOPIC_PREFIX', 'WHENCE_SPOOL_DIR'];

/** Variables that are given and do nothing here: events stay in this process, and there is no spool. */
export const variablesWithoutEffect = (env: Environment): readonly string[] =>
  withoutEffectYet.filter((variable) => (env[variable] ?? '') !== '');
