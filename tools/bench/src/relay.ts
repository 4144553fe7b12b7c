import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BenchProblem } from './bench-problem.js';
import type { Benchmark } from './benchmark.js';
import { decide, prepareDeciding } from './deciding.js';
import { watchCpu } from './measuring/cpu-clock.js';
import type { Figures } from './measuring/figures.js';
import { figuresOf, runJob } from './measuring/job.js';
import type { Effort } from './options.js';
import { startApp } from './stage/app.js';
import { clearTables, type Stage } from './stage/stage.js';

const ours = 'whence, fenced relay';
const plain = 'SKIP LOCKED + UPDATE worker';
const deciding = 'deciding, by the events it makes';

/** From the outbox to acknowledged by Kafka and out of the queue. */
export const relay: Benchmark = {
  name: 'relay',
  unit: 'events',
  method: [
    'A real broker of one node; acks from all replicas; the events are those that deciding made, over and over.',
    'whence: apps/meta-graph as it is deployed with INTAKE=worker and an empty inbox; from the commit that fills its outbox',
    'until nothing waits in it. The first events warm it up and do not count.',
    'SKIP LOCKED: 100 rows locked, sent as one batch, marked by UPDATE, committed; body as jsonb; same headers; one worker.',
    'deciding: apps/meta-graph works off its inbox as in "ingest, inbox to decided", counted in events.',
  ],
  goals: [
    { of: ours, over: plain, atLeast: 3 },
    { of: ours, over: deciding, atLeast: 2 },
  ],
  sides: async (stage, effort) => {
    await prepareDeciding(stage, effort);
    const perDelivery = await eventsPerDelivery(stage);
    return [
      { name: ours, run: () => runOurs(stage, effort) },
      { name: plain, run: () => runPlain(stage, effort) },
      { name: deciding, run: async () => inEvents(await decide(stage, effort), perDelivery) },
    ];
  },
};

const warmUpEvents = 2_000;
const pollMs = 20;
const relayTimeoutMs = 120_000;

const runOurs = async (stage: Stage, { events }: Effort): Promise<Figures> => {
  await clearTables(stage);
  const kafka = { KAFKA_BROKERS: await stage.broker(), INTAKE: 'worker' };
  const { process: worker } = await startApp('meta-graph', stage, kafka);
  try {
    await fill(stage, outboxColumns, warmUpEvents);
    await untilPublished(stage);
    await stage.owner.query('CHECKPOINT');
    await fill(stage, outboxColumns, events);
    const cpu = watchCpu({ process: worker.pid, postmaster: stage.postmaster });
    const startedAt = performance.now();
    await untilPublished(stage);
    return figuresOf({ count: events, elapsedMs: performance.now() - startedAt }, cpu());
  } finally {
    await worker.stop();
  }
};

const runPlain = async (stage: Stage, { events }: Effort): Promise<Figures> => {
  await clearTables(stage);
  await fill(stage, queueColumns, warmUpEvents + events);
  return runJob(stage, {
    script: join(import.meta.dirname, 'baselines', 'relay-plainly.js'),
    arguments: [String(warmUpEvents)],
    env: { BENCH_DATABASE_URL: stage.ownerUrl, KAFKA_BROKERS: await stage.broker() },
  });
};

interface Columns {
  readonly table: string;
  readonly names: string;
  readonly values: string;
}

const outboxColumns: Columns = {
  table: 'attribution.outbox',
  names: 'event_id, workspace_id, type, topic, key, source, occurred_at, body',
  values: `event_id || copy, workspace_id, type, topic, key, source, occurred_at, body`,
};

const queueColumns: Columns = {
  table: 'bench.queue',
  names: 'event_id, type, key, source, occurred_at, body',
  values: 'event_id || copy, type, key, source, occurred_at, body::jsonb',
};

/** The kept events as often as it takes, each time under other ids, in one transaction. */
const fill = async ({ owner }: Stage, { table, names, values }: Columns, count: number): Promise<void> => {
  await owner.query(
    `INSERT INTO ${table} (${names})
     SELECT ${values} FROM generate_series(1, $1 / greatest(1, (SELECT count(*)::int FROM kept.outbox)) + 1) AS copy,
       LATERAL (SELECT * FROM kept.outbox ORDER BY id) AS kept LIMIT $1`,
    [count],
  );
};

const untilPublished = async ({ owner }: Stage): Promise<void> => {
  for (const deadline = Date.now() + relayTimeoutMs; Date.now() < deadline; await sleep(pollMs)) {
    const { rowCount } = await owner.query('SELECT FROM attribution.outbox ORDER BY id LIMIT 1');
    if (rowCount === 0) return;
  }
  throw new BenchProblem(`the relay was not done within ${relayTimeoutMs / 1_000} s`);
};

const eventsPerDelivery = async ({ owner }: Stage): Promise<number> => {
  const { rows } = await owner.query<{ each: number }>(
    `SELECT (SELECT count(*) FROM kept.outbox)::float / (SELECT count(*) FROM kept.contact) AS each`,
  );
  return rows[0]?.each ?? 0;
};

const inEvents = ({ perSecond, cpuMicros, postgresMicros }: Figures, perDelivery: number): Figures => ({
  perSecond: perSecond * perDelivery,
  ...(cpuMicros === undefined ? {} : { cpuMicros: cpuMicros / perDelivery }),
  ...(postgresMicros === undefined ? {} : { postgresMicros: postgresMicros / perDelivery }),
});
