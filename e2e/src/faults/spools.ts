import { setTimeout as sleep } from 'node:timers/promises';

import { metricsOf } from '../metrics.js';
import type { System } from '../the-system.js';

const timeoutMs = 120_000;
const pollMs = 200;
const waitingRecords = /^whence_spool_waiting_records(?:\{[^}]*\})? (\S+)$/gm;

/** How many deliveries and clicks wait in the spools of all processes. */
export const spooledIn = async (system: Pick<System, 'processUrls'>): Promise<number> =>
  [...(await metricsOf(system)).matchAll(waitingRecords)].reduce((sum, [, count]) => sum + Number(count), 0);

/** Waits until every spool is empty: what waits there is in no backlog that another process could tell. */
export const spoolsDrained = async (system: Pick<System, 'processUrls'>): Promise<void> => {
  for (const deadline = performance.now() + timeoutMs; ; await sleep(pollMs)) {
    const spooled = await spooledIn(system);
    if (spooled === 0) return;
    if (performance.now() > deadline) throw new Error(`${spooled} deliveries and clicks still wait in a spool`);
  }
};
