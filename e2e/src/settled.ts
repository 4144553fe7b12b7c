import { setTimeout as sleep } from 'node:timers/promises';

import type { Backlog } from './answers.js';
import type { System } from './the-system.js';

/** How long nothing may get less. */
const standstillMs = 60_000;
const pollMs = 40;

/**
 * Waits until everything that was taken in has been worked off, for as long as it gets less; what is kept aside may stay there.
 * Answers the backlog.
 */
export const settled = async ({ api }: Pick<System, 'api'>): Promise<Backlog> => {
  let deadline = performance.now() + standstillMs;
  let leastLeft = Infinity;
  // Between two queues work may be in neither for the moment it takes to look: only the second time counts.
  for (let quietLooks = 0; ;) {
    const { status, body } = await api.ask<Backlog>('GET', '/v1/backlog');
    const left = status === 200 ? leftIn(body) : Infinity;
    quietLooks = left === 0 ? quietLooks + 1 : 0;
    if (quietLooks === 2) return body;
    // 503: what has to be asked for the answer is away just now.
    const isPassing = status === 200 || status === 503;
    if (!isPassing || performance.now() > deadline) throw new Error(`still at work: ${status} ${JSON.stringify(body)}`);
    if (left < leastLeft) [leastLeft, deadline] = [left, performance.now() + standstillMs];
    await sleep(pollMs);
  }
};

const leftIn = ({ inbox, outbox, consumers }: Backlog): number =>
  consumers.reduce((sum, { lag }) => sum + lag, inbox + outbox);
