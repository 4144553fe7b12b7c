import type { Recognised, Sighting, Stores } from '@whence/attribution-application';

import { instagramAccount, whatsAppAccount } from './application-world.js';
import { time } from './times.js';

/** Does work in a transaction of its own. */
export type Runner = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;

/** Makes a unit of work that holds nothing yet. */
export type Start = () => Promise<Runner>;

export const meet = (run: Runner, ...sightings: readonly Sighting[]): Promise<readonly Recognised[]> =>
  run(({ contacts }) => contacts.recognise(sightings));

export const meetOne = async (run: Runner, sighting: Sighting): Promise<Recognised> => {
  const [who] = await meet(run, sighting);
  if (who === undefined) throw new Error('nobody was recognised');
  return who;
};

export const onInstagram = (value: string, seenAt = time('10:00')): Sighting => ({
  seenAt,
  channel: 'instagram',
  channelAccountId: instagramAccount,
  identities: [{ kind: 'igsid', value }],
});

export const onWhatsApp = (...identities: Sighting['identities']): Sighting => ({
  seenAt: time('10:00'),
  channel: 'whatsapp',
  channelAccountId: whatsAppAccount,
  identities,
});
