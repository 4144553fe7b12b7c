import type { Brand, Provider } from '../brand/brand.js';
import type { Chance } from '../chance.js';
import { metaEchoPayload, metaGraphPayload, metaReadPayload } from '../payloads/meta-graph.js';
import { withoutReferral, type Utterance } from '../payloads/utterance.js';
import { whatsappCloudPayload, whatsappStatusPayload } from '../payloads/whatsapp-cloud.js';
import { writeDelivery, type WrittenDelivery } from '../payloads/write-delivery.js';
import { zernioConversationStarted, zernioPayload } from '../payloads/zernio.js';
import type { Copy, Told } from '../people/story.js';

/** A webhook, and what happens to it on its way. */
export interface Delivery extends WrittenDelivery {
  /** It arrives when everybody has written. */
  readonly isHeld: boolean;
  /** `at-once`: twice at the same time. `later`: once more when everybody has written. */
  readonly repeats: 'never' | 'at-once' | 'later';
}

/** An utterance and who tells of it. */
export interface ToldUtterance {
  readonly utterance: Utterance;
  readonly told: Told;
}

interface Telling {
  readonly provider: Provider;
  readonly payload: Readonly<Record<string, unknown>>;
}

const holdProbability = 0.1;
const besideProbability = 0.2;
const repeatProbability = { 'at-once': 0.08, later: 0.04 } as const;

/** All webhooks about one person, in the order they arrive in: any. */
export const composeDeliveries = (
  told: readonly ToldUtterance[],
  brand: Brand,
  chance: Chance,
): readonly Delivery[] => {
  const tellings = told.flatMap((each) => [
    ...platformTellings(each),
    ...vendorTellings(each),
    ...(chance.happens(besideProbability) ? tellingsBeside(each, chance) : []),
  ]);
  return chance.shuffled(tellings).map(({ provider, payload }) => ({
    ...writeDelivery(provider, payload, brand.connections[provider].secret),
    isHeld: chance.happens(holdProbability),
    repeats: repeats(chance),
  }));
};

const platformTellings = ({ utterance, told }: ToldUtterance): readonly Telling[] => {
  const copy = copyOf(utterance, told.platform);
  if (copy === undefined) return [];
  return utterance.channel === 'whatsapp'
    ? [{ provider: 'whatsapp-cloud', payload: whatsappCloudPayload(copy) }]
    : [{ provider: 'meta-graph', payload: metaGraphPayload(copy) }];
};

const vendorTellings = ({ utterance, told }: ToldUtterance): readonly Telling[] => {
  const copy = copyOf(utterance, told.vendor);
  if (copy === undefined) return [];
  return [{ provider: 'zernio', payload: zernioPayload(copy, eventId(utterance, utterance.kind)) }];
};

/** A referral event without its referral would be no event at all. */
const copyOf = (utterance: Utterance, copy: Copy | undefined): Utterance | undefined => {
  if (copy === undefined || (utterance.kind === 'referral' && copy === 'plain')) return undefined;
  return copy === 'plain' ? withoutReferral(utterance) : utterance;
};

/** What else a subscription carries: it changes nothing. */
const tellingsBeside = ({ utterance, told }: ToldUtterance, chance: Chance): readonly Telling[] => {
  if (utterance.kind === 'referral') return [];
  if (told.platform === undefined) {
    return [{ provider: 'zernio', payload: zernioConversationStarted(utterance, eventId(utterance, 'started')) }];
  }
  if (utterance.channel === 'whatsapp')
    return [{ provider: 'whatsapp-cloud', payload: whatsappStatusPayload(utterance) }];
  return [{ provider: 'meta-graph', payload: chance.oneOf([metaReadPayload, metaEchoPayload])(utterance) }];
};

const eventId = ({ messageId }: Utterance, about: string): string => `zevt-${about}-${messageId}`;

const repeats = (chance: Chance): Delivery['repeats'] => {
  if (chance.happens(repeatProbability['at-once'])) return 'at-once';
  return chance.happens(repeatProbability.later) ? 'later' : 'never';
};
