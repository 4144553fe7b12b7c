import { parseArgs } from 'node:util';

import { BrokerUnusable } from './broker-unusable.js';

export interface CommandOptions {
  readonly port: number;
  readonly nodes: number;
  readonly folder: string;
}

const nodesMax = 3;
const portMax = 65_535;
export const usage = 'npm run dev:kafka -- [--port 9092] [--nodes 1|3] [--folder .whence/kafka]';

/** What was asked for on the command line. Throws `BrokerUnusable` with the usage where it makes no sense. */
export const readOptions = (args: readonly string[]): CommandOptions => {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { port: text, nodes: text, folder: text } });
    return {
      port: wholeNumber(values.port ?? '9092', portMax),
      nodes: wholeNumber(values.nodes ?? '1', nodesMax),
      folder: values.folder ?? '.whence/kafka',
    };
  } catch (error) {
    throw new BrokerUnusable(`${(error as Error).message}\n${usage}`);
  }
};

const wholeNumber = (text: string, max: number): number => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > max) throw new Error(`a whole number from 1 to ${max} is wanted, not "${text}"`);
  return number;
};
