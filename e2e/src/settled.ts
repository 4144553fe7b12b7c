import { setTimeout as sleep } from 'node:timers/promises';

import type { Backlog } from './answers.js';
import type { System } from './the-system.js';

const timeoutMs = 60_000;
const pollMs = 40;

/** Waits until everything that was taken in has been worked off; what is kept aside may stay there. Answers the backlog. */
export const settled = async ({ api }: Pick<System, 'api'>): Promise<Backlog> => {
  const deadline = performance.now() + timeoutMs;
  // Between two queues work may be in neither for the moment it takes to look: only the second time counts.
  for (let quietLooks = 0; ;) {
    const { status, body } = await api.ask<Backlog>('GET', '/v1/backlog');
    quietLooks = status === 200 && isWorkedOff(body) ? quietLooks + 1 : 0;
    if (quietLooks === 2) return body;
    // 503: what has to be asked for the answer is away just now.
    const isPassing = status === 200 || status === 503;
    if (!isPassing || performance.now() > deadline) throw new Error(`still at work: ${status} ${JSON.stringify(body)}`);
    await sleep(pollMs);
  }
};

const isWorkedOff = ({ inbox, outbox, consumers }: Backlog): boolean =>
  inbox === 0 && outbox === 0 && consumers.every(({ lag }) => lag === 0);
