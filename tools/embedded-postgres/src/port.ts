import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

import { PostgresUnusable } from './postgres-unusable.js';

/** Below the range that outgoing connections are given their ports from (32768 and up on Linux). */
const portMin = 20_000;
const portMax = 29_999;
const drawsMax = 200;

/** The first of the wanted ports that is free, else a free one drawn from 20000–29999. */
export const freePort = async (...wanted: readonly (number | undefined)[]): Promise<number> => {
  for (const port of wanted) if (port !== undefined && (await isFree(port))) return port;
  for (let draw = 0; draw < drawsMax; draw += 1) {
    const port = randomInt(portMin, portMax + 1);
    if (await isFree(port)) return port;
  }
  throw new PostgresUnusable(`no free port between ${portMin.toString()} and ${portMax.toString()}`);
};

/** Tells by binding it on the loopback address. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer();
    server.once('error', () => {
      answer(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        answer(true);
      });
    });
  });
