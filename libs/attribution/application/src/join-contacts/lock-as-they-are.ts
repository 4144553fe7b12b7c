import type { ContactId } from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';

/** Others may join contacts while we wait for their locks, once each at most between two looks. */
const looksMax = 5;

/** What was seen, and the contacts it names, under their locks and joined into nobody else. */
export interface SeenUnderLock<Seen> {
  readonly seen: Seen;
  readonly contacts: readonly KnownContact[];
}

/** Looks, and takes the locks of whom it sees; looks again where one of them has become part of another contact meanwhile. */
export const lockAsTheyAre = async <Seen>(
  stores: Stores,
  look: () => Promise<Seen>,
  contactIdsIn: (seen: Seen) => readonly ContactId[],
): Promise<SeenUnderLock<Seen>> => {
  for (let times = 1; times <= looksMax; times += 1) {
    const seen = await look();
    const contacts = await stores.contacts.lock([...new Set(contactIdsIn(seen))]);
    if (contacts.every(({ joinedInto }) => joinedInto === undefined)) return { seen, contacts };
  }
  throw new Error(`contacts were joined under our eyes ${looksMax} times`);
};
