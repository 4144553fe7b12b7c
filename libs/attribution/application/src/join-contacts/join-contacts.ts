import type { ContactId, ConversationId, JoinId, WorkspaceId } from '@whence/attribution-domain';

import { decideContacts } from '../decide-contacts/decide-contacts.js';
import type { Clock } from '../ports/clock.js';
import type { Stores, UnitOfWork } from '../ports/stores.js';
import { joinTogether } from './join-together.js';

export interface JoinCommand {
  readonly workspaceId: WorkspaceId;
  /** Two of one person, as the tenant knows. */
  readonly conversationIds: readonly ConversationId[];
  /** In the words of whoever joins them. */
  readonly reason: string;
}

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly join: JoinId }
  | { readonly kind: 'unknown-conversation'; readonly conversationId: ConversationId }
  | { readonly kind: 'already-one-contact' };

export type SeparateOutcome = { readonly kind: 'separated' } | { readonly kind: 'unknown-join' };

/**
 * The tenant says that contacts are one person, or that they are not after all; everything that is not final is decided
 * anew, and what is final stays: there it concerns later conversions only.
 */
export class JoinContacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  run({ workspaceId, conversationIds, reason }: JoinCommand): Promise<JoinOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const named = await contactsOf(stores, conversationIds);
      if (named.kind !== 'contacts') return named;
      const occasion = { workspaceId, now: this.clock.now(), because: 'contacts-joined' };
      const contacts = await stores.contacts.lock(named.contactIds);
      if (contacts.some(({ joinedInto }) => joinedInto !== undefined)) throw new JoinedMeanwhileViolation();
      const together = [{ contactIds: named.contactIds, because: 'tenant' as const, reason }];
      const joined = await joinTogether(stores, contacts, { together, occasion });
      const [join] = joined.joins;
      if (join === undefined) return { kind: 'already-one-contact' };
      await decideContacts(stores, joined.subjects, occasion);
      return { kind: 'joined', join };
    });
  }

  separate(workspaceId: WorkspaceId, id: JoinId): Promise<SeparateOutcome> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const between = await stores.contactJoins.inForce(id);
      if (between === undefined) return { kind: 'unknown-join' };
      const contactIds = [between.holder, between.absorbed];
      await stores.contacts.lock(contactIds);
      const now = this.clock.now();
      if (!(await stores.contactJoins.separate(id, now))) return { kind: 'unknown-join' };
      const apart = await stores.contacts.lock(contactIds);
      const subjects = apart.map((contact) => ({ contact, regrouped: 'contacts-separated' as const }));
      await decideContacts(stores, subjects, { workspaceId, now, because: 'contacts-separated' });
      return { kind: 'separated' };
    });
  }
}

type NamedContacts =
  | { readonly kind: 'contacts'; readonly contactIds: readonly ContactId[] }
  | Extract<JoinOutcome, { readonly kind: 'unknown-conversation' }>;

const contactsOf = async ({ contacts }: Stores, conversationIds: readonly ConversationId[]): Promise<NamedContacts> => {
  const contactIds = new Set<ContactId>();
  for (const conversationId of conversationIds) {
    const named = await contacts.ofConversation(conversationId);
    if (named === undefined) return { kind: 'unknown-conversation', conversationId };
    contactIds.add(named.contactId);
  }
  return { kind: 'contacts', contactIds: [...contactIds] };
};

/** Somebody else joined these contacts in this moment: the request may be sent again. */
export class JoinedMeanwhileViolation extends Error {
  constructor() {
    super('the contacts were joined by somebody else in this moment');
    this.name = 'JoinedMeanwhileViolation';
  }
}
