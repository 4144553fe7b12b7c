import { join } from 'node:path';

import { BenchProblem } from '../bench-problem.js';
import type { Request } from './asker.js';
import { watchCpu, type Watched } from './cpu-clock.js';
import { cpuOfEach, type Figures } from './figures.js';
import { OwnProcess } from './own-process.js';

/** What the load generator is told. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  /** Each connection sends them in turn, over and over, the next one when the last was answered. */
  readonly requests: readonly Request[];
  readonly expectedStatus: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** What it answers. */
export interface LoadResult {
  readonly requests: number;
  readonly elapsedMs: number;
  /** Answers of another status, and requests that failed: one of them makes the figures worthless. */
  readonly unexpected: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** What asking itself took. */
  readonly generatorCpuMicros: number;
}

const generator = join(import.meta.dirname, 'load-generator.js');

/** Puts load on a server that is there already, and measures it. */
export const putLoadOn = async (watched: Watched, order: LoadOrder): Promise<Figures> => {
  const load = new OwnProcess({ script: generator, input: JSON.stringify(order) });
  await load.says(/^measuring$/);
  const cpu = watchCpu(watched);
  const answer = await load.says(/^measured (.*)$/);
  const cpuTime = cpu();
  await load.stop();
  const { requests, elapsedMs, unexpected, p50Ms, p99Ms, generatorCpuMicros } = JSON.parse(answer) as LoadResult;
  if (unexpected > 0 || requests === 0) {
    throw new BenchProblem(
      `${order.url}: ${unexpected} answers were not ${order.expectedStatus}, ${requests} were: nothing was measured`,
    );
  }
  return {
    perSecond: (requests / elapsedMs) * 1_000,
    p50Ms,
    p99Ms,
    generatorMicros: generatorCpuMicros / requests,
    ...cpuOfEach(cpuTime, requests),
  };
};
