import type { JoinReason } from '@whence/attribution-domain';

import type { NamedTogether } from '../join-contacts/join-together.js';
import type { KnownContact, Recognised, Sighting } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';

/** Everybody who was seen, under lock, and whom each sighting is of. */
export interface Met {
  readonly recognised: readonly Recognised[];
  readonly contacts: readonly KnownContact[];
}

/** Others may join contacts while we wait for their locks, once each at most between two looks. */
const looksMax = 5;

/** Recognises the people of these sightings and takes their locks, and those of everybody else they may be. */
export const meetContacts = async (stores: Stores, sightings: readonly Sighting[]): Promise<Met> => {
  for (let look = 1; look <= looksMax; look += 1) {
    const recognised = await stores.contacts.recognise(sightings);
    const ids = recognised.flatMap(({ contactId, others }) => [contactId, ...others]);
    const contacts = await stores.contacts.lock([...new Set(ids)]);
    if (contacts.every(({ joinedInto }) => joinedInto === undefined)) return { recognised, contacts };
  }
  throw new Error(`contacts were joined under our eyes ${looksMax} times`);
};

/** What the sightings say of contacts that may be one person. */
export const namedTogether = (
  recognised: readonly Recognised[],
  sightings: readonly Sighting[],
): readonly NamedTogether[] =>
  recognised.flatMap(({ contactId, others }, place): readonly NamedTogether[] =>
    others.length === 0 ? [] : [{ contactIds: [contactId, ...others], because: reasonOf(sightings[place]) }],
  );

const reasonOf = (sighting: Sighting | undefined): JoinReason =>
  sighting?.previous === undefined ? 'seen-together' : 'identity-changed';
