import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { BenchProblem } from '../bench-problem.js';
import { OwnProcess } from '../measuring/own-process.js';
import type { Stage } from './stage.js';

/** An app of ours in a process of its own. */
export interface RunningApp {
  readonly process: OwnProcess;
  readonly url: string;
}

const apps = join(import.meta.dirname, '..', '..', '..', '..', 'apps');

/** Starts what was built: `apps/<app>/dist/main.js`, on any free port. */
export const startApp = async (
  app: string,
  { appEnv, profileFolder }: Stage,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningApp> => {
  const script = join(apps, app, 'dist', 'main.js');
  if (!existsSync(script)) throw new BenchProblem(`apps/${app} is not built: node tools/build/build.mjs apps/${app}`);
  const started = new OwnProcess({ script, env: { ...appEnv, ...env }, profileFolder });
  return { process: started, url: await started.says(/ready: (http\S+)/) };
};
