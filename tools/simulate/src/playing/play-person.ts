import type { Brand } from '../brand/brand.js';
import { Chance } from '../chance.js';
import type { Person } from '../people/person.js';
import type { Acting, Tapping } from '../people/story.js';
import { actOut } from './act-out.js';
import { composeDeliveries, type Delivery, type ToldUtterance } from './compose-deliveries.js';
import type { Tap } from './tap-link.js';
import { userAgentOf } from './visitors.js';

/** Longer than a provider takes to build its event, so that nothing is stamped later than it is sent. */
const breathMs = 10;

/** The world as a person meets it. */
export interface Stage {
  readonly brand: Brand;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Asks for a short link with this user agent. */
  readonly tap: (shortUrl: string, userAgent: string) => Promise<Tap>;
  /** Takes a webhook to be delivered. */
  readonly take: (delivery: Delivery) => Promise<void>;
}

/** Lets one person do what the story says: taps go to the redirect, the rest is told by webhooks. */
export const playPerson = async (person: Person, stage: Stage): Promise<void> => {
  const chance = new Chance(person.seed);
  const { brand, now, pause } = stage;
  const taps: Tap[] = [];
  const told: ToldUtterance[] = [];
  for (const [place, scene] of person.story.scenes.entries()) {
    if (scene.does === 'taps') {
      taps.push(await tap(scene, person, { stage, chance }));
    } else {
      const utterance = actOut(scene, { at: now(), place, taps }, { person, brand, chance });
      told.push({ utterance, told: chance.oneOf(tellersOf(scene, person)) });
    }
    await pause(breathMs);
  }
  for (const delivery of composeDeliveries(told, brand, chance)) await stage.take(delivery);
};

const tellersOf = (scene: Acting, { story }: Person): Person['story']['told'] => scene.told ?? story.told;

const tap = async (
  { link }: Tapping,
  person: Person,
  { stage, chance }: { readonly stage: Stage; readonly chance: Chance },
): Promise<Tap> => {
  const place = link === 'own' ? person.partner : person.rival;
  const shortUrl = stage.brand.partners[place]?.links[person.channel].shortUrl ?? '';
  if (person.isPreviewed) await stage.tap(shortUrl, userAgentOf('robot', chance));
  return stage.tap(shortUrl, userAgentOf('person', chance));
};
