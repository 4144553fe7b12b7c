import type { JoinReason } from '@whence/attribution-domain';

import { lockAsTheyAre } from '../join-contacts/lock-as-they-are.js';
import type { NamedTogether } from '../join-contacts/join-together.js';
import type { KnownContact, Recognised, Sighting } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';

/** Everybody who was seen, under lock, and whom each sighting is of. */
export interface Met {
  readonly recognised: readonly Recognised[];
  readonly contacts: readonly KnownContact[];
}

/** Recognises the people of these sightings and takes their locks, and those of everybody else they may be. */
export const meetContacts = async (stores: Stores, sightings: readonly Sighting[]): Promise<Met> => {
  const { seen: recognised, contacts } = await lockAsTheyAre(
    stores,
    () => stores.contacts.recognise(sightings),
    (seen) => seen.flatMap(({ contactId, others }) => [contactId, ...others]),
  );
  return { recognised, contacts };
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
