import type { Clock } from '@whence/platform/process';
import { UsageProblem, type Environment } from '@whence/verify-attributions-tool';

import { readOptions } from './options.js';
import { redecideWorkspaces } from './redecide-workspaces.js';

/** One call of the tool. */
export interface Call {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly complain: (text: string) => void;
}

/** Answers the exit code: 2 where it cannot be asked like that, 1 where something failed. */
export const run = async ({ args, env, clock, say, complain }: Call): Promise<0 | 1 | 2> => {
  try {
    await redecideWorkspaces(readOptions(args, env), clock, say);
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return error instanceof UsageProblem ? 2 : 1;
  }
};
