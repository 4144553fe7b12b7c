import { parseArgs } from 'node:util';

import { CheckProblem } from './check-problem.js';

export interface Options {
  /** An app of Whence, without a trailing slash. */
  readonly url: string;
  /** Only print the names of the topics, one on each line. */
  readonly isListing: boolean;
}

export const usage = `kcat -C -b <brokers> -t <topic> -o beginning -e -q -J | npm run -s check:events -- --url <an app of Whence>
npm run -s check:events -- --url <an app of Whence> --topics`;

/** What was asked for on the command line. */
export const readOptions = (args: readonly string[]): Options => {
  const { url, topics } = parse(args);
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CheckProblem(`--url must be an address such as http://localhost:3000, not "${url ?? ''}"\n${usage}`);
  }
  return { url: url.replace(/\/+$/, ''), isListing: topics === true };
};

const parse = (args: readonly string[]): { readonly url?: string; readonly topics?: boolean } => {
  try {
    return parseArgs({ args: [...args], options: { url: { type: 'string' }, topics: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new CheckProblem(`${(error as Error).message}\n${usage}`);
  }
};
