import { parseArgs } from 'node:util';
import { FuzzProblem } from './fuzz-problem.js';

export interface Options {
  readonly seed: number;
  readonly runs: number;
  readonly seconds: number;
  /** Where a running Whence is reached, to send it the bodies as well. */
  readonly url: string | undefined;
  readonly key: string | undefined;
}

const text = { type: 'string' } as const;
const seedMax = 2 ** 31 - 1;
const runsMax = 10_000_000;
const secondsMax = 86_400;

export const usage = `npm run fuzz:channels -- [--seed <number>] [--runs 20000] [--seconds 60] [--url http://localhost:3000 --key <api key>]`;

/** What was asked for; where no seed was given, `anySeed` is taken. */
export const readOptions = (args: readonly string[], anySeed: number): Options => {
  const given = parse(args);
  return {
    seed: wholeNumber('--seed', given.seed ?? String(anySeed), seedMax),
    runs: wholeNumber('--runs', given.runs ?? '20000', runsMax),
    seconds: wholeNumber('--seconds', given.seconds ?? '60', secondsMax),
    url: given.url?.replace(/\/+$/, ''),
    key: given.key,
  };
};

const parse = (args: readonly string[]): Partial<Record<keyof Options, string>> => {
  try {
    const options = { seed: text, runs: text, seconds: text, url: text, key: text };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new FuzzProblem(`${(error as Error).message}\n${usage}`);
  }
};

const wholeNumber = (name: string, written: string, max: number): number => {
  const number = /^\d{1,10}$/.test(written) ? Number(written) : -1;
  if (number < 0 || number > max)
    throw new FuzzProblem(`${name} must be a whole number up to ${max}, not "${written}"`);
  return number;
};
