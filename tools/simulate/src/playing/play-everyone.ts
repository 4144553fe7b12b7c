import { setTimeout as pause } from 'node:timers/promises';

import type { Brand } from '../brand/brand.js';
import type { Api } from '../http/api.js';
import { inLanes } from '../in-lanes.js';
import type { Person } from '../people/person.js';
import type { Progress } from '../progress.js';
import type { Delivery } from './compose-deliveries.js';
import { playPerson, type Stage } from './play-person.js';
import { Postman } from './postman.js';
import { convertsAtOnce, reportConversions } from './report-conversions.js';
import { tapLink } from './tap-link.js';

const lanes = 8;

export interface Theatre {
  readonly api: Api;
  readonly brand: Brand;
  readonly progress: Progress;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** What was played, and how fast it was taken in. */
export interface Played {
  readonly deliveries: number;
  readonly seconds: number;
}

/** Everybody's day: people tap and write, then what was delayed arrives, then the shop reports the rest. */
export const playEveryone = async (people: readonly Person[], theatre: Theatre): Promise<Played> => {
  const { api, brand, now } = theatre;
  const step = stepsShownOn(theatre.progress);
  const postman = new Postman(brand.connections);
  const take = (delivery: Delivery): Promise<void> => postman.take(delivery);
  const stage: Stage = { brand, now, pause, tap: tapLink, take };
  const startedAt = now();
  await step('people', people, async (person) => {
    await playPerson(person, stage);
    if (convertsAtOnce(person)) await reportConversions(person, { api, brand, now });
  });
  await step('late webhooks', postman.late(), (delivery) => postman.bring(delivery));
  const seconds = (now() - startedAt) / 1_000;
  const later = people.filter((person) => person.conversions.length > 0 && !convertsAtOnce(person));
  await step('late customers', later, (person) => reportConversions(person, { api, brand, now }));
  return { deliveries: postman.delivered, seconds };
};

/** Works on all of something, and shows how far it is. */
const stepsShownOn =
  (progress: Progress) =>
  async <Item>(name: string, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
    let done = 0;
    await inLanes(lanes, items, async (item) => {
      await work(item);
      done += 1;
      progress.show(`${name} ${done}/${items.length}`, done === items.length);
    });
  };
