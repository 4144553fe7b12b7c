import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { SimulationProblem } from './simulation-problem.js';

export interface Options {
  /** Decides people and outcomes. */
  readonly seed: number;
  readonly people: number;
  /** Where Whence is reached, without a trailing slash. */
  readonly url: string;
  readonly key: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const seedMax = 2 ** 32 - 1;
const peopleMax = 100_000;
/** What `npm start` leaves in `WHENCE_HOME` for the tools on the same machine. */
const ownerKeyFile = 'owner-api-key';

export const usage = `npm run simulate -- [--seed 1] [--people 200] [--url http://localhost:3000] [--key <api key>]`;

/** What was asked for on the command line; what was not, as `npm start` in another shell has it. */
export const readOptions = (args: readonly string[], env: Environment): Options => {
  const given = parse(args);
  return {
    seed: wholeNumber('--seed', given.seed ?? '1', { from: 0, to: seedMax }),
    people: wholeNumber('--people', given.people ?? '200', { from: 1, to: peopleMax }),
    url: urlOf(given.url ?? `http://localhost:${set(env['PORT']) ?? '3000'}`),
    key: given.key ?? set(env['WHENCE_BOOTSTRAP_API_KEY']) ?? keptKey(set(env['WHENCE_HOME']) ?? '.whence'),
  };
};

const parse = (args: readonly string[]): Partial<Record<keyof Options, string>> => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { seed: text, people: text, url: text, key: text } }).values;
  } catch (error) {
    throw new SimulationProblem(`${(error as Error).message}\n${usage}`);
  }
};

const wholeNumber = (name: string, text: string, range: { readonly from: number; readonly to: number }): number => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (number < range.from || number > range.to) {
    throw new SimulationProblem(`${name} must be a whole number from ${range.from} to ${range.to}, not "${text}"`);
  }
  return number;
};

const urlOf = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new SimulationProblem(`--url must be an address such as http://localhost:3000, not "${text}"`);
  }
  return text.replace(/\/+$/, '');
};

const keptKey = (home: string): string => {
  const path = join(home, ownerKeyFile);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new SimulationProblem(
      `no API key: give --key, or set WHENCE_BOOTSTRAP_API_KEY; there is none in ${path} either, where npm start keeps the one it makes`,
    );
  }
};

/** An empty variable is an unset one. */
const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
