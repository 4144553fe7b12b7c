import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { BenchProblem } from './bench-problem.js';

export const benchmarkNames = ['ingest', 'redirect', 'relay', 'resolve', 'codes'] as const;
export type BenchmarkName = (typeof benchmarkNames)[number];

/** How much is measured: more of it makes medians steadier. */
export interface Effort {
  readonly rounds: number;
  /** Load before anything is counted, and longer where a server has not answered some thousand requests by then. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Deliveries worked off in one round. */
  readonly deliveries: number;
  /** Events published in one round. */
  readonly events: number;
}

export interface Options {
  readonly benchmarks: readonly BenchmarkName[];
  readonly effort: Effort;
  /** Where CPU profiles of the product's processes go. */
  readonly profileFolder?: string;
}

export const usage = `npm run bench -- ingest|redirect|relay|resolve|codes|all [--quick] [--rounds 5] [--seconds 5] [--profile <folder>]`;

const thorough: Effort = { rounds: 5, warmUpSeconds: 2, seconds: 5, deliveries: 2_000, events: 60_000 };
const quick: Effort = { rounds: 3, warmUpSeconds: 1, seconds: 1.5, deliveries: 300, events: 15_000 };

const roundsMax = 50;
const secondsMax = 120;

/** What was asked for on the command line. */
export const readOptions = (args: readonly string[]): Options => {
  const { values, positionals } = parse(args);
  const effort = values.quick === true ? quick : thorough;
  return {
    benchmarks: benchmarksOf(positionals),
    ...(values.profile === undefined ? {} : { profileFolder: resolve(values.profile) }),
    effort: {
      ...effort,
      ...(values.rounds === undefined ? {} : { rounds: wholeNumber('--rounds', values.rounds, roundsMax) }),
      ...(values.seconds === undefined ? {} : { seconds: wholeNumber('--seconds', values.seconds, secondsMax) }),
    },
  };
};

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean' }, rounds: text, seconds: text, profile: text },
      allowPositionals: true,
    });
  } catch (error) {
    throw new BenchProblem(`${(error as Error).message}\n${usage}`);
  }
};

const benchmarksOf = (names: readonly string[]): readonly BenchmarkName[] => {
  if (names.length === 0) throw new BenchProblem(`say what to measure\n${usage}`);
  if (names.includes('all')) return benchmarkNames;
  const unknown = names.find((name) => !isBenchmark(name));
  if (unknown !== undefined) throw new BenchProblem(`there is no benchmark "${unknown}"\n${usage}`);
  return benchmarkNames.filter((name) => names.includes(name));
};

const isBenchmark = (name: string): boolean => benchmarkNames.some((known) => known === name);

const wholeNumber = (name: string, text: string, max: number): number => {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > max) {
    throw new BenchProblem(`${name} must be a whole number from 1 to ${max}, not "${text}"`);
  }
  return number;
};
