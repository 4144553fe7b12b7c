import { setTimeout as sleep } from 'node:timers/promises';

import type { Api } from '../http/api.js';
import type { Progress } from '../progress.js';
import { SimulationProblem } from '../simulation-problem.js';

export interface Backlog {
  readonly inbox: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly outbox: number;
  readonly consumers: readonly { readonly name: string; readonly lag: number }[];
}

const pollMs = 300;
/** One count may be read just before a delivery moves on to the next. */
const quietReadingsMin = 2;
const standstillMs = 60_000;
const waitMaxMs = 900_000;

/** What waits to be worked off: all but what is kept aside. */
export const waiting = ({ inbox, outbox, consumers }: Backlog): number =>
  inbox + outbox + consumers.reduce((sum, { lag }) => sum + lag, 0);

export const readBacklog = (api: Api): Promise<Backlog> => api.get<Backlog>('/v1/backlog');

/** Waits until everything is worked off. Throws `SimulationProblem` once nothing has moved for a minute, or it takes too long. */
export const waitForBacklog = async (api: Api, progress: Progress, now: () => number): Promise<Backlog> => {
  let quietReadings = 0;
  const startedAt = now();
  let last = { waits: -1, at: startedAt };
  for (;;) {
    const backlog = await readBacklog(api);
    const waits = waiting(backlog);
    if (waits !== last.waits) last = { waits, at: now() };
    quietReadings = waits === 0 ? quietReadings + 1 : 0;
    if (quietReadings >= quietReadingsMin) return backlog;
    if (now() - last.at > standstillMs)
      throw stuck(`nothing has been worked off for ${standstillMs / 1_000} s`, backlog);
    if (now() - startedAt > waitMaxMs) throw stuck(`${waitMaxMs / 60_000} minutes were not enough`, backlog);
    progress.show(`working off: ${tell(backlog)}`);
    await sleep(pollMs);
  }
};

const stuck = (what: string, backlog: Backlog): SimulationProblem =>
  new SimulationProblem(`${what}, and there still waits: ${tell(backlog)}`);

const tell = ({ inbox, outbox, consumers }: Backlog): string =>
  [
    `inbox ${inbox}`,
    `outbox ${outbox}`,
    ...consumers.filter(({ lag }) => lag > 0).map(({ name, lag }) => `${name} ${lag}`),
  ].join(', ');
