import { setTimeout as sleep } from 'node:timers/promises';

import { BenchProblem } from './bench-problem.js';
import { watchCpu } from './measuring/cpu-clock.js';
import type { Figures } from './measuring/figures.js';
import { figuresOf } from './measuring/job.js';
import type { Effort } from './options.js';
import { startApp } from './stage/app.js';
import { requestOf, writeDeliveries, type Delivery } from './stage/deliveries.js';
import { keepDecidedRows } from './stage/kept-rows.js';
import { clearTables, type Stage } from './stage/stage.js';

const warmUpDeliveries = 100;
const lanes = 16;
const pollMs = 10;
const decideTimeoutMs = 120_000;

/** Fills the inbox once and decides once, and keeps what both left. Answers the deliveries that will count. */
export const prepareDeciding = async (stage: Stage, effort: Effort): Promise<readonly Delivery[]> => {
  const deliveries = writeDeliveries(stage.brand, warmUpDeliveries + effort.deliveries);
  await keepInbox(stage, deliveries);
  await decide(stage, effort);
  await keepDecidedRows(stage.owner);
  return deliveries.slice(warmUpDeliveries);
};

/** Brings all deliveries to the edge, and keeps the inbox they made. */
const keepInbox = async (stage: Stage, deliveries: readonly Delivery[]): Promise<void> => {
  await clearTables(stage);
  const { process: edge, url } = await startApp('meta-graph', stage, { INTAKE: 'edge' });
  const waiting = deliveries.map((delivery) => requestOf(delivery, stage.brand));
  const runLane = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      const { path, method, headers, body } = request;
      const response = await fetch(`${url}${path}`, { method, headers, body: body ?? null });
      if (!response.ok) throw new BenchProblem(`a delivery was answered with ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane)).finally(() => edge.stop());
  await stage.owner.query('DROP TABLE IF EXISTS kept.inbox');
  await stage.owner.query('CREATE TABLE kept.inbox AS SELECT * FROM intake.inbox ORDER BY id');
};

/** Works off the kept inbox with a fresh worker. */
export const decide = async (stage: Stage, { deliveries }: Effort): Promise<Figures> => {
  await clearTables(stage);
  const { process: worker } = await startApp('meta-graph', stage, { INTAKE: 'worker' });
  try {
    await fillInbox(stage, `<= ${warmUpDeliveries}`);
    await untilDecided(stage);
    await stage.owner.query('CHECKPOINT');
    await fillInbox(stage, `> ${warmUpDeliveries}`);
    const cpu = watchCpu({ process: worker.pid, postmaster: stage.postmaster });
    const startedAt = performance.now();
    await untilDecided(stage);
    const figures = figuresOf({ count: deliveries, elapsedMs: performance.now() - startedAt }, cpu());
    await refuseLosses(stage, warmUpDeliveries + deliveries);
    return figures;
  } finally {
    await worker.stop();
  }
};

const fillInbox = async ({ owner }: Stage, which: string): Promise<void> => {
  await owner.query(
    `INSERT INTO intake.inbox OVERRIDING SYSTEM VALUE
     SELECT inbox.* FROM (SELECT *, row_number() OVER (ORDER BY id) AS bench_place FROM kept.inbox) AS placed
     JOIN kept.inbox USING (id) WHERE placed.bench_place ${which} ORDER BY id`,
  );
};

const untilDecided = async ({ owner }: Stage): Promise<void> => {
  for (const deadline = Date.now() + decideTimeoutMs; Date.now() < deadline; await sleep(pollMs)) {
    const { rowCount } = await owner.query(`SELECT FROM intake.inbox WHERE state = 'pending' LIMIT 1`);
    if (rowCount === 0) return;
  }
  throw new BenchProblem(`the worker was not done within ${decideTimeoutMs / 1_000} s`);
};

/** Figures of a worker that kept deliveries aside would be of something else. */
const refuseLosses = async ({ owner }: Stage, deliveries: number): Promise<void> => {
  const { rows } = await owner.query<{ count: string }>(
    `SELECT count(*) FROM attribution.decision WHERE is_standing AND status = 'credited'`,
  );
  if (Number(rows[0]?.count) !== deliveries) {
    throw new BenchProblem(`of ${deliveries} deliveries ${rows[0]?.count ?? 0} were credited`);
  }
};
