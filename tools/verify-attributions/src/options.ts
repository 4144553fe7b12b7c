import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { rememberedApplicationUrl } from '@whence/embedded-postgres';

export interface Options {
  /** Every workspace, where none is named. */
  readonly workspaceId: string | undefined;
  readonly databaseUrl: string;
  readonly masterKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const usage = `usage:
  npm run verify-attributions [-- --workspace <workspace id>]
It works on DATABASE_URL with WHENCE_MASTER_KEY, or on what \`npm start\` keeps under WHENCE_HOME (.whence).`;

/** What was asked for cannot be done, and why. */
export class UsageProblem extends Error {}

/** What `npm start` keeps for itself and the tools on the same machine. */
const masterKeyFile = 'master-key';

export const readOptions = (args: readonly string[], env: Environment): Options => {
  const home = given(env, 'WHENCE_HOME') ?? '.whence';
  const databaseUrl = given(env, 'DATABASE_URL') ?? rememberedApplicationUrl(join(home, 'postgres'));
  if (databaseUrl === undefined) {
    throw new UsageProblem('there is no database: run `npm start` first, or set DATABASE_URL');
  }
  const masterKey = given(env, 'WHENCE_MASTER_KEY') ?? kept(join(home, masterKeyFile));
  if (masterKey === undefined) throw new UsageProblem('there is no master key: set WHENCE_MASTER_KEY');
  return { workspaceId: workspaceIn(args), databaseUrl, masterKey };
};

const workspaceIn = (args: readonly string[]): string | undefined => {
  try {
    return parseArgs({ args: [...args], options: { workspace: { type: 'string' } } }).values.workspace;
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${usage}`);
  }
};

const given = (env: Environment, variable: string): string | undefined =>
  env[variable] === '' ? undefined : env[variable];

const kept = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
