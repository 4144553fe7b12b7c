import { setTimeout as sleep } from 'node:timers/promises';

import type { Api } from '../api.js';
import type { Crowd } from './crowd.js';
import { inShort } from './size.js';

export interface Wave {
  readonly deliveries: number;
  readonly taps: number;
  /** Between one wave and the next. */
  readonly pauseMs?: number;
}

const wavePauseMs = inShort(1_500, 300);
const atOnce = 32;

/** Wave after wave for as long as something happens, and one more. */
export const loadWhile = async (crowd: Crowd, wave: Wave, happens: () => Promise<void>): Promise<void> => {
  await doWhile(happens, async () => {
    await crowd.aBurst(wave).run();
    await sleep(wave.pauseMs ?? wavePauseMs);
  });
  await crowd.aBurst(wave).run();
};

/** Something time after time for as long as something else happens. */
export const doWhile = async (happens: () => Promise<void>, work: () => Promise<unknown>): Promise<void> => {
  const over = new AbortController();
  const happening = happens().finally(() => over.abort());
  // It is awaited below: until then a rejection has to wait.
  happening.catch(() => undefined);
  while (!over.signal.aborted) await work();
  await happening;
};

/** Many campaigns, many of them made at the same time; each is an event of the catalogue. Answers their ids. */
export const makeCampaigns = async (api: Api, count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      ids.push((await api.post<{ id: string }>('/v1/campaigns', { name: `Campaign ${left}` })).id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return ids;
};

/** Names each of them anew, one time after the other: events of one key, in an order. */
export const renameCampaigns = async (api: Api, ids: readonly string[], times: number): Promise<void> => {
  for (let time = 1; time <= times; time += 1) {
    await Promise.all(ids.map((id) => api.patch(`/v1/campaigns/${id}`, { name: `Name ${time}` })));
  }
};
