import type { ContactId } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';

import { decideContacts, type Occasion, type Subject } from '../decide-contacts/decide-contacts.js';
import { lockAsTheyAre } from '../join-contacts/lock-as-they-are.js';
import { joinTogether } from '../join-contacts/join-together.js';
import type { ChannelParticipant, KnownContact, NamedContact } from '../ports/contacts.js';
import type { ContactReference } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';
import { lookUpNames, type Named } from './look-up-names.js';

export type Identified =
  | IdentifiedContact
  | { readonly kind: 'not-yet-known' }
  | { readonly kind: 'contradicting-contact' }
  | { readonly kind: 'unknown-conversation' }
  | { readonly kind: 'unknown-channel-account' };

/** Under his lock. */
export interface IdentifiedContact {
  readonly kind: 'identified';
  readonly contactId: ContactId;
  /** The contact that had the name before it was joined with this one. */
  readonly homeId?: ContactId;
  /** Everybody to be decided about: the contact, and whoever became part of him just now. */
  readonly subjects: readonly Subject[];
  /** A name on a channel on which he has not been met. */
  readonly unmet?: ChannelParticipant;
}

/** Whom a conversion names. Names given together are one person's, unless they contradict each other. */
export const identifyContact = async (
  stores: Stores,
  reference: ContactReference,
  occasion: Occasion,
): Promise<Identified> => {
  const { seen: looked, contacts } = await lockAsTheyAre(
    stores,
    () => lookUpNames(stores, reference, occasion),
    (seen) => (seen.kind === 'named' ? seen.names.map(({ contactId }) => contactId) : []),
  );
  return looked.kind === 'named' ? identify(stores, looked, { contacts, occasion }) : looked;
};

const identify = async (
  stores: Stores,
  { names, unmet }: Named,
  { contacts, occasion }: { readonly contacts: readonly KnownContact[]; readonly occasion: Occasion },
): Promise<Identified> => {
  const together = { contactIds: names.map((name) => name.contactId), because: 'conversion' as const };
  const joined = await joinTogether(stores, contacts, { together: [together], occasion });
  const [contactId, ...others] = [...new Set(names.map((name) => joined.nowOf(name.contactId)))];
  if (contactId === undefined || others.length > 0) {
    await decideContacts(stores, joined.subjects, occasion);
    return { kind: 'contradicting-contact' };
  }
  const alone = joined.contacts.filter(({ id }) => id === contactId).map((contact) => ({ contact }));
  return {
    kind: 'identified',
    contactId,
    subjects: joined.subjects.length > 0 ? joined.subjects : alone,
    ...onlyKnown({ homeId: homeIn(names, contactId), unmet }),
  };
};

/** By the surest of the names. */
const homeIn = ([surest]: readonly NamedContact[], contactId: ContactId): ContactId | undefined => {
  const home = surest?.homeId ?? surest?.contactId;
  return home === contactId ? undefined : home;
};
