import { join } from 'node:path';

import type { Benchmark } from './benchmark.js';
import type { Side } from './measuring/figures.js';
import { runJob } from './measuring/job.js';
import { writeDeliveries } from './stage/deliveries.js';
import { clearTables } from './stage/stage.js';

const script = join(import.meta.dirname, 'baselines', 'store-batches.js');
const bodiesCount = 2_000;
/** For each delivery that a round decides about: storing is that much faster. */
const storedPerDecided = 10;
const batchRows = 200;

const ours = 'whence, the store step';
const copying = 'COPY into jsonb';

/** The step behind the edge that makes deliveries durable. */
export const ingestStore: Benchmark = {
  name: 'ingest, store step',
  unit: 'deliveries',
  method: [
    'Bodies of 1.4 kB, 200 in a batch, one batch after the other on one connection; every batch commits durably.',
    'whence: bodies are encrypted and put into the inbox by its own statement, with all indexes of the inbox.',
    'COPY: bodies in clear, COPY … FROM STDIN into a jsonb column of a table with a primary key only.',
  ],
  goals: [{ of: ours, over: copying, atLeast: 0.7 }],
  sides: (stage, { deliveries }) => {
    const batches = Math.ceil((deliveries * storedPerDecided) / batchRows);
    const env = { DATABASE_URL: stage.applicationUrl, BENCH_DATABASE_URL: stage.ownerUrl };
    const input = JSON.stringify(writeDeliveries(stage.brand, bodiesCount));
    const side = (name: string, kind: 'inbox' | 'copy'): Side => ({
      name,
      run: async () => {
        await clearTables(stage);
        return runJob(stage, { script, arguments: [kind, String(batches)], env, input });
      },
    });
    return [side(ours, 'inbox'), side(copying, 'copy')];
  },
};
