import { decideJoin, isFinal, type ContactId, type JoinId, type JoinReason } from '@whence/attribution-domain';

import type { Occasion, Subject } from '../decide-contacts/decide-contacts.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';

/** Contacts that somebody says are one person. */
export interface NamedTogether {
  readonly contactIds: readonly ContactId[];
  readonly because: JoinReason;
  readonly reason?: string;
}

/** What became of contacts that were named together. */
export interface Joined {
  /** Under their locks, and as they are known now. */
  readonly contacts: readonly KnownContact[];
  /** Everybody of whom something changed; to be decided about. */
  readonly subjects: readonly Subject[];
  readonly joins: readonly JoinId[];
  /** Who a contact is now; itself where it was not joined with another. */
  readonly nowOf: (contactId: ContactId) => ContactId;
}

/** Joins those that do not contradict each other, and records the others as conflicts. The caller holds all their locks. */
export const joinTogether = async (
  stores: Stores,
  contacts: readonly KnownContact[],
  { together, occasion }: { readonly together: readonly NamedTogether[]; readonly occasion: Occasion },
): Promise<Joined> => {
  const became = new Map<ContactId, ContactId>();
  const nowOf = (contactId: ContactId): ContactId => {
    const next = became.get(contactId);
    return next === undefined ? contactId : nowOf(next);
  };
  const joins: JoinId[] = [];
  for (const { contactIds, ...why } of together) {
    for (const contactId of contactIds.slice(1)) {
      const joined = await joinTwo(stores, [nowOf(contactIds[0] as ContactId), nowOf(contactId)], { ...why, occasion });
      if (joined === undefined) continue;
      became.set(joined.absorbed, joined.kept);
      joins.push(joined.id);
    }
  }
  if (became.size === 0) return { contacts, subjects: [], joins, nowOf };
  const now = await stores.contacts.lock(contacts.map(({ id }) => id));
  const changed = new Set([...became].flat());
  const subjects = now
    .filter(({ id }) => changed.has(id))
    .map((contact) => ({ contact, regrouped: 'contacts-joined' as const }));
  return { contacts: now, subjects, joins, nowOf };
};

interface Joining {
  readonly because: JoinReason;
  readonly reason?: string;
  readonly occasion: Occasion;
}

const joinTwo = async (
  stores: Stores,
  between: readonly [ContactId, ContactId],
  { because, reason, occasion: { now: at } }: Joining,
): Promise<{ readonly id: JoinId; readonly kept: ContactId; readonly absorbed: ContactId } | undefined> => {
  if (between[0] === between[1]) return undefined;
  const [one, other] = await stores.contactJoins.joinable(between);
  if (one === undefined || other === undefined) throw new Error(`no contact ${between.join(' or ')}`);
  const joining = decideJoin(one, other, because);
  if (joining.kind === 'conflict') {
    await stores.contactJoins.noteConflict({ between, because, reason: joining.reason, at });
    return undefined;
  }
  const { kept, absorbed } = joining;
  const standing = (await stores.decisions.standing([absorbed])).get(absorbed);
  const namesOnly = standing !== undefined && isFinal(standing, at);
  const told = reason === undefined ? {} : { reason };
  const id = await stores.contactJoins.join({ kept, absorbed, because, at, namesOnly, ...told });
  return { id, kept, absorbed };
};
