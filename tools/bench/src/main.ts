import { BenchProblem } from './bench-problem.js';
import type { Benchmark } from './benchmark.js';
import { codes } from './codes.js';
import { ingestDecide } from './ingest-decide.js';
import { ingestStore } from './ingest-store.js';
import { ingestWebhook } from './ingest-webhook.js';
import { measureRounds } from './measuring/rounds.js';
import { readOptions, type BenchmarkName, type Effort, type Options } from './options.js';
import { redirect } from './redirect.js';
import { relay } from './relay.js';
import { describeMachine, method } from './report/machine.js';
import { report } from './report/report.js';
import { resolveTouchpoints } from './resolve.js';
import { setUpStage, type Stage } from './stage/stage.js';

const benchmarks: Readonly<Record<BenchmarkName, readonly Benchmark[]>> = {
  ingest: [ingestWebhook, ingestStore, ingestDecide],
  redirect: [redirect],
  relay: [relay],
  resolve: [resolveTouchpoints],
  codes: [codes],
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const run = async (benchmark: Benchmark, stage: Stage, effort: Effort): Promise<void> => {
  say(`\n${benchmark.name}: ${effort.rounds} rounds`);
  for (const sentence of benchmark.method) say(`  ${sentence}`);
  const rounds = await measureRounds(await benchmark.sides(stage, effort), { rounds: effort.rounds, say });
  const { name, unit, goals } = benchmark;
  for (const line of report({ title: name, unit, rounds, goals })) say(line);
};

const main = async ({ benchmarks: names, effort, profileFolder }: Options): Promise<void> => {
  const stage = await setUpStage(say, profileFolder);
  try {
    for (const line of [...describeMachine(stage.folder), ...method]) say(line);
    for (const benchmark of names.flatMap((name) => benchmarks[name])) await run(benchmark, stage, effort);
  } finally {
    await stage.close();
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  const text = error instanceof BenchProblem ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`\nbench: ${text}\n`);
  process.exitCode = 1;
}
