import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import { decide, prepareDeciding } from './deciding.js';
import type { Side } from './measuring/figures.js';
import { runJob } from './measuring/job.js';
import { clearTables } from './stage/stage.js';

const baselines = join(import.meta.dirname, 'baselines');
const ours = 'whence, inbox to outbox';
const copying = 'COPY of the same rows';
const stating = 'four statements in a transaction';
const saving = 'TypeORM save()';

/** From the inbox to a decision whose events wait in the outbox. */
export const ingestDecide: Benchmark = {
  name: 'ingest, inbox to decided',
  unit: 'deliveries',
  method: [
    'Every delivery is the first message of somebody new who came by a link: it opens, is credited, and makes its events.',
    'whence: apps/meta-graph as it is deployed with INTAKE=worker, without a broker; from the commit that fills its inbox',
    'until nothing waits in it. The first few deliveries warm it up and do not count.',
    'COPY: the rows this left in its tables, into the same tables, 200 deliveries in a transaction.',
    'four statements: contact, touch, decision and event for each delivery, 8 at once; nothing is judged or explained.',
    'save(): the same four rows through TypeORM, 8 at once.',
  ],
  goals: [
    { of: ours, over: copying, atLeast: 0.75 },
    { of: ours, over: stating, atLeast: 5 },
    { of: ours, over: saving, atLeast: 15 },
  ],
  sides: async (stage, effort) => {
    const deliveries = await prepareDeciding(stage, effort);
    const env = { BENCH_DATABASE_URL: stage.ownerUrl };
    const input = JSON.stringify(deliveries);
    const plain = (name: string, options: { script: string; arguments?: readonly string[] }): Side => ({
      name,
      run: async () => {
        await clearTables(stage);
        return runJob(stage, { ...options, script: join(baselines, options.script), env, input });
      },
    });
    return [
      { name: ours, run: () => decide(stage, effort) },
      plain(copying, { script: 'copy-decided.js' }),
      plain(stating, { script: 'decide-plainly.js', arguments: ['statements'] }),
      plain(saving, { script: 'decide-plainly.js', arguments: ['save'] }),
    ];
  },
};
