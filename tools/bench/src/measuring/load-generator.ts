import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { percentile } from '../statistics/statistics.js';
import { ask } from './asker.js';
import type { LoadOrder, LoadResult } from './load.js';

/**
 * A process of its own that does nothing but ask: it reads its order from standard input, says `measuring` when the
 * warm-up is over, and `measured {…}` at the end.
 */
const order = JSON.parse(readFileSync(0, 'utf8')) as LoadOrder;

/** A server is slow until its code is compiled: that takes requests, not time. */
const warmUpRequestsMin = 10_000;
const warmUpSecondsMax = 20;
const pauseMs = 50;

const durationsMs: number[] = [];
let answered = 0;
let unexpected = 0;
let isMeasuring = false;

const onAnswer = (status: number, durationMs: number): void => {
  answered += 1;
  if (status !== order.expectedStatus) unexpected += 1;
  else if (isMeasuring) durationsMs.push(durationMs);
};

const url = new URL(order.url);
for (let startAt = 0; startAt < order.connections; startAt += 1) {
  ask({ url, requests: order.requests, startAt, onAnswer });
}

await sleep(order.warmUpSeconds * 1_000);
const warmBy = performance.now() + (warmUpSecondsMax - order.warmUpSeconds) * 1_000;
while (answered < warmUpRequestsMin && performance.now() < warmBy) await sleep(pauseMs);
process.stdout.write('measuring\n');
isMeasuring = true;
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
await sleep(order.seconds * 1_000);
isMeasuring = false;
const elapsedMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpuBefore);

const result: LoadResult = {
  requests: durationsMs.length,
  elapsedMs,
  unexpected,
  p50Ms: percentile(durationsMs, 0.5),
  p99Ms: percentile(durationsMs, 0.99),
  generatorCpuMicros: user + system,
};
process.stdout.write(`measured ${JSON.stringify(result)}\n`, () => process.exit(0));
