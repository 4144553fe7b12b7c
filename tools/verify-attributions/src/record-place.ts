import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rememberedApplicationUrl } from '@whence/embedded-postgres';

/** Where a record is, and the key that its pseudonyms are made with. */
export interface RecordPlace {
  readonly databaseUrl: string;
  readonly masterKey: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What was asked for cannot be done, and why. */
export class UsageProblem extends Error {}

/** What `npm start` keeps for itself and the tools on the same machine. */
const masterKeyFile = 'master-key';

/** The place that the environment names, or the one that `npm start` keeps under WHENCE_HOME. */
export const findRecord = (env: Environment): RecordPlace => {
  const home = given(env, 'WHENCE_HOME') ?? '.whence';
  const databaseUrl = given(env, 'DATABASE_URL') ?? rememberedApplicationUrl(join(home, 'postgres'));
  if (databaseUrl === undefined) {
    throw new UsageProblem('there is no database: run `npm start` first, or set DATABASE_URL');
  }
  const masterKey = given(env, 'WHENCE_MASTER_KEY') ?? kept(join(home, masterKeyFile));
  if (masterKey === undefined) throw new UsageProblem('there is no master key: set WHENCE_MASTER_KEY');
  return { databaseUrl, masterKey };
};

const given = (env: Environment, variable: string): string | undefined =>
  env[variable] === '' ? undefined : env[variable];

const kept = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
