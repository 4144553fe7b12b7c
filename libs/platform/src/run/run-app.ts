import { setTimeout as sleep } from 'node:timers/promises';

import { loadConfig, type PlatformConfig } from '../config/index.js';
import { Readiness } from '../health/index.js';
import { serve, type AppModules, type ServeOptions, type Served } from '../http/serve.js';
import { runProcess, say } from './run-process.js';
import type { StopRequest } from './stop-request.js';
import { withPort } from './with-port.js';

/** One app as a process of its own. */
export interface App extends Pick<ServeOptions, 'catalogue' | 'outlivesPostgres'> {
  /** Such as `zernio`. */
  readonly name: string;
  readonly modules: AppModules;
  /** What it is configured by. */
  readonly Config: new () => PlatformConfig;
}

const readyPollMs = 250;

/**
 * Runs an app until it is asked to stop, configured by the environment. Prints where it listens, and then
 * `whence <name> ready: <url>` as soon as nothing it needs is missing.
 */
export const runApp = ({ name, modules, Config, ...options }: App): Promise<never> => {
  const title = `whence ${name}`;
  let served: Served | undefined;
  return runProcess({
    name: title,
    async start(stop) {
      served = await serve(modules, loadConfig(Config, await withPort(process.env)), options);
      void sayWhenReady({ title, served, stop });
      return { failed: served.failed };
    },
    stop: async () => served?.close(),
  });
};

interface Waiting {
  readonly title: string;
  readonly served: Served;
  readonly stop: StopRequest;
}

const sayWhenReady = async ({ title, served: { application, url }, stop }: Waiting): Promise<void> => {
  const readiness = application.get(Readiness);
  for (let told = ''; !stop.isMade; await sleep(readyPollMs, undefined, { ref: false })) {
    const { isReady, missing } = await readiness.report();
    if (isReady) return say(`${title} ready: ${url}`);
    const waitsFor = missing.join(', ');
    if (waitsFor !== told) say(`${title} listens on ${url}, not ready yet: ${waitsFor}`);
    told = waitsFor;
  }
};
