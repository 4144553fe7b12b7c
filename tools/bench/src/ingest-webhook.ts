import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import type { Figures, Side } from './measuring/figures.js';
import { OwnProcess } from './measuring/own-process.js';
import { connections, runServer } from './measuring/run-server.js';
import type { Effort } from './options.js';
import { startApp } from './stage/app.js';
import { requestOf, writeDeliveries } from './stage/deliveries.js';
import { clearTables, type Stage } from './stage/stage.js';

const plainServer = join(import.meta.dirname, 'baselines', 'webhook-server.js');
/** Different bodies, so that nothing is fast because it has been seen a moment ago. */
const bodiesCount = 200;

const ours = 'whence, stored durably';
const inserting = 'one INSERT per request';
const forgetting = 'the same without a database';

/** From a signed webhook to its durable 200. */
export const ingestWebhook: Benchmark = {
  name: 'ingest, webhook to 200',
  unit: 'requests',
  method: [
    `${connections} connections without pipelining; bodies of 1.4 kB signed with HMAC-SHA256; every answer has to be a 200.`,
    'whence: apps/meta-graph as it is deployed with INTAKE=edge: signature, depth, encryption, inbox.',
    'one INSERT: Nest + Fastify, signature, JSON.parse, one INSERT in clear that commits by itself into a copy of the inbox.',
    'without a database: the same controller without the INSERT.',
  ],
  goals: [
    { of: ours, over: inserting, atLeast: 2 },
    { of: ours, over: inserting, figure: 'p99Ms', below: 1 },
    { of: ours, over: forgetting, atLeast: 0.6 },
  ],
  sides: (stage, effort) => [
    { name: ours, run: () => runOurs(stage, effort) },
    plainSide(inserting, 'insert', { stage, effort }),
    plainSide(forgetting, 'forget', { stage, effort }),
  ],
};

interface Ground {
  readonly stage: Stage;
  readonly effort: Effort;
}

const runOurs = async (stage: Stage, effort: Effort): Promise<Figures> => {
  await clearTables(stage);
  const { process, url } = await startApp('meta-graph', stage, { INTAKE: 'edge' });
  return runServer(process, url, loadOf({ stage, effort }));
};

const plainSide = (name: string, kind: 'insert' | 'forget', ground: Ground): Side => ({
  name,
  run: async () => {
    await clearTables(ground.stage);
    const env = { BENCH_DATABASE_URL: ground.stage.ownerUrl, BENCH_WEBHOOK_SECRET: ground.stage.brand.secret };
    const server = new OwnProcess({ script: plainServer, arguments: [kind], env });
    return runServer(server, await server.says(/^ready: (\S+)$/), loadOf(ground));
  },
});

const loadOf = ({ stage, effort: { warmUpSeconds, seconds } }: Ground) => {
  const requests = writeDeliveries(stage.brand, bodiesCount).map((delivery) => requestOf(delivery, stage.brand));
  return { stage, requests, expectedStatus: 200, warmUpSeconds, seconds };
};
