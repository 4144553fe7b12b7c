import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import type { Figures, Side } from './measuring/figures.js';
import { OwnProcess } from './measuring/own-process.js';
import { connections, runServer } from './measuring/run-server.js';
import type { Effort } from './options.js';
import { startApp } from './stage/app.js';
import { clearTables, type Stage } from './stage/stage.js';

/** Without it every request would be a robot's. */
const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Instagram 350.0.0';
const plainServer = join(import.meta.dirname, 'baselines', 'redirect-server.js');

const ours = 'whence, click durable';
const constant = 'bare Nest + Fastify, constant 302';
const inserting = 'one INSERT per request';

/** From a request for a short link to its 302. */
export const redirect: Benchmark = {
  name: 'redirect',
  unit: 'requests',
  method: [
    `${connections} connections without pipelining, over 50 links; every answer has to be a 302.`,
    'whence: apps/redirect as it is deployed, without a broker, so that clicks wait in their table.',
    'constant: a controller that answers the same 302 always, through the reply (@Redirect() is slower).',
    'one INSERT: the same controller, the link known, one INSERT that commits by itself into a copy of the click table.',
  ],
  goals: [
    { of: ours, over: constant, atLeast: 0.6 },
    { of: ours, over: inserting, atLeast: 3 },
  ],
  sides: (stage, effort) => [
    { name: ours, run: () => runOurs(stage, effort) },
    plainSide(constant, 'constant', { stage, effort }),
    plainSide(inserting, 'insert', { stage, effort }),
  ],
};

interface Ground {
  readonly stage: Stage;
  readonly effort: Effort;
}

const runOurs = async (stage: Stage, effort: Effort): Promise<Figures> => {
  await clearTables(stage);
  const { process, url } = await startApp('redirect', stage);
  return runServer(process, url, loadOf({ stage, effort }));
};

const plainSide = (name: string, kind: 'constant' | 'insert', ground: Ground): Side => ({
  name,
  run: async () => {
    await clearTables(ground.stage);
    const env = { BENCH_DATABASE_URL: ground.stage.ownerUrl };
    const server = new OwnProcess({ script: plainServer, arguments: [kind], env });
    return runServer(server, await server.says(/^ready: (\S+)$/), loadOf(ground));
  },
});

const loadOf = ({ stage, effort: { warmUpSeconds, seconds } }: Ground) => {
  const headers = { 'user-agent': userAgent };
  const requests = stage.brand.links.map(({ key }) => ({ method: 'GET' as const, path: `/${key}`, headers }));
  return { stage, requests, expectedStatus: 302, warmUpSeconds, seconds };
};
