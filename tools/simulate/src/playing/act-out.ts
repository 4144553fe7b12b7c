import type { Brand } from '../brand/brand.js';
import { participantOf } from '../brand/run.js';
import type { Chance } from '../chance.js';
import { adReferral, linkReferral, type Referral, type Utterance } from '../payloads/utterance.js';
import type { Person } from '../people/person.js';
import type { Acting } from '../people/story.js';
import type { Tap } from './tap-link.js';
import { editDraft, greeting } from './texts.js';

/** Where a person stands when a scene is played. */
export interface Moment {
  /** UTC milliseconds. */
  readonly at: number;
  /** Counts the scenes. */
  readonly place: number;
  /** What the taps so far have handed over, in order. */
  readonly taps: readonly Tap[];
}

interface Playing {
  readonly person: Person;
  readonly brand: Brand;
  readonly chance: Chance;
}

const kinds = { writes: 'message', 'taps-button': 'postback', 'opens-thread': 'referral' } as const;
const minuteMs = 60_000;

/** What the person does in one scene, as the platform sees it. */
export const actOut = (scene: Acting, moment: Moment, { person, brand, chance }: Playing): Utterance => {
  const { channel, number } = person;
  const tap = tapOf(scene, moment);
  const referral = referralOf(scene, tap, { person, brand, chance });
  return {
    kind: kinds[scene.does],
    channel,
    account: brand.accounts[channel],
    participant: participantOf(person, brand.run),
    messageId: `${messageIdPrefixes[channel]}${brand.run.name}.${number}.${moment.place}`,
    at: moment.at - (scene.minutesAgo ?? 0) * minuteMs,
    text: textOf(scene, tap, chance),
    ...(referral === undefined ? {} : { referral }),
  };
};

const messageIdPrefixes = { instagram: 'aWdfZAG', messenger: 'm_', whatsapp: 'wamid.' } as const;

const tapOf = ({ by }: Acting, { taps }: Moment): Tap | undefined => {
  if (by === 'latest-tap') return taps.at(-1);
  return by === 'first-tap' ? taps[0] : undefined;
};

const referralOf = ({ by }: Acting, tap: Tap | undefined, { person, brand }: Playing): Referral | undefined => {
  const { channel, number } = person;
  if (by === 'ad') return adReferral(brand.ad.externalId, `ctwa-${brand.run.name}-${number}`);
  if (by === 'unknown-ref') return linkReferral(channel, `someone-else_${brand.run.name}`);
  return tap?.ref === undefined ? undefined : linkReferral(channel, tap.ref);
};

const textOf = ({ does, by, edit }: Acting, tap: Tap | undefined, chance: Chance): string => {
  if (does === 'taps-button') return 'Get Started';
  if (by === 'ad') return 'Hi, I saw your ad';
  // A Messenger draft may carry the text code beside the ref; here nobody sends it.
  return tap?.draft === undefined || tap.ref !== undefined ? greeting(chance) : editDraft(tap.draft, edit, chance);
};
