import { parseArgs } from 'node:util';

import { findRecord, UsageProblem, type Environment, type RecordPlace } from './record-place.js';

export interface Options extends RecordPlace {
  /** Every workspace, where none is named. */
  readonly workspaceId: string | undefined;
}

export const usage = `usage:
  npm run verify-attributions [-- --workspace <workspace id>]
It works on DATABASE_URL with WHENCE_MASTER_KEY, or on what \`npm start\` keeps under WHENCE_HOME (.whence).`;

export const readOptions = (args: readonly string[], env: Environment): Options => ({
  ...findRecord(env),
  workspaceId: workspaceIn(args),
});

const workspaceIn = (args: readonly string[]): string | undefined => {
  try {
    return parseArgs({ args: [...args], options: { workspace: { type: 'string' } } }).values.workspace;
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${usage}`);
  }
};
