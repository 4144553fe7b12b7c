import { ContactJoins, type NewConflict, type NewJoin } from '@whence/attribution-application';
import type { ContactId, ContactName, Instant, JoinableContact, JoinId } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';

import type { InMemoryState, KeptJoin, Owned } from './in-memory-state.js';

export class InMemoryContactJoins extends ContactJoins {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  joinable(contactIds: readonly ContactId[]): Promise<readonly JoinableContact[]> {
    const members = contactIds.map((id) => ({ id, family: this.familyOf(id) }));
    return Promise.resolve(
      members.map(({ id, family }) => ({
        id,
        names: this.namesOf(id),
        firstSeenAt: this.state.contacts.find((contact) => contact.id === id)?.firstSeenAt ?? 0,
        ...onlyKnown({ openedAt: this.state.decisions.get(id)?.at(-1)?.openedAt }),
        keptApartFrom: members
          .filter((other) => other.id !== id && this.areToldApart(family, other.family))
          .map((other) => other.id),
      })),
    );
  }

  join(join: NewJoin): Promise<JoinId> {
    const { kept, absorbed, namesOnly, at } = join;
    const { state } = this;
    const id = state.nextId('joi');
    state.joins.push({ ...join, id });
    const contact = state.contacts.find((known) => known.id === absorbed);
    if (contact !== undefined) Object.assign(contact, { joinedInto: kept, ...(namesOnly ? {} : { answeredBy: kept }) });
    for (const conversation of state.conversations) {
      if (namesOnly && conversation.contactId === absorbed) conversation.answeredBy ??= absorbed;
    }
    for (const owned of this.named()) moveTo(kept, owned, absorbed);
    if (!namesOnly) this.moveEvidence(absorbed, kept, at);
    return Promise.resolve(id);
  }

  inForce(id: JoinId): Promise<{ readonly holder: ContactId; readonly absorbed: ContactId } | undefined> {
    const join = this.joinsInForce().find((kept) => kept.id === id);
    return Promise.resolve(join && { holder: this.holderOf(join.kept), absorbed: join.absorbed });
  }

  separate(id: JoinId, at: Instant): Promise<boolean> {
    const { state } = this;
    const join = this.joinsInForce().find((kept) => kept.id === id);
    if (join === undefined) return Promise.resolve(false);
    const { absorbed } = join;
    const [holder, family] = [this.holderOf(join.kept), this.familyOf(absorbed)];
    join.separatedAt = at;
    const contact = state.contacts.find((known) => known.id === absorbed);
    if (contact !== undefined) Object.assign(contact, { joinedInto: undefined, answeredBy: undefined });
    for (const owned of [...this.named(), ...this.ownedConversions()]) {
      if (owned.contactId === holder && owned.homeId !== undefined && family.includes(owned.homeId)) {
        owned.contactId = absorbed;
      }
    }
    for (const conversation of state.conversations) {
      if (conversation.contactId === absorbed && conversation.answeredBy === absorbed)
        conversation.answeredBy = undefined;
    }
    this.moveEvidenceBack(holder, absorbed);
    return Promise.resolve(true);
  }

  noteConflict(conflict: NewConflict): Promise<void> {
    const isNoted = this.state.conflicts.some(({ between }) => between.every((id) => conflict.between.includes(id)));
    if (!isNoted) this.state.conflicts.push(conflict);
    return Promise.resolve();
  }

  private moveEvidence(from: ContactId, to: ContactId, joinedAt: Instant): void {
    const { state } = this;
    for (const owned of this.ownedConversions()) moveTo(to, owned, from);
    state.copies.forEach(({ contactId, copy }, place) => {
      if (contactId === from) state.copies[place] = { contactId: to, copy: { ...copy, joinedAt } };
    });
    state.touchpoints.set(to, [...(state.touchpoints.get(to) ?? []), ...(state.touchpoints.get(from) ?? [])]);
    state.touchpoints.delete(from);
  }

  private moveEvidenceBack(from: ContactId, to: ContactId): void {
    const { state } = this;
    const conversations = state.conversations.filter(({ contactId }) => contactId === to);
    const isTheirs = (conversationId: string): boolean => conversations.some(({ id }) => id === conversationId);
    state.copies.forEach(({ contactId, copy }, place) => {
      if (contactId !== from || !isTheirs(copy.conversationId)) return;
      const home = conversations.find(({ id }) => id === copy.conversationId)?.homeId;
      const { joinedAt: _joinedAt, ...own } = copy;
      const at = this.joinsInForce().find(({ absorbed }) => absorbed === home)?.at;
      state.copies[place] = { contactId: to, copy: { ...own, ...onlyKnown({ joinedAt: at }) } };
    });
    const explained = state.touchpoints.get(from) ?? [];
    state.touchpoints.set(
      to,
      explained.filter(({ explained: { touch } }) => isTheirs(touch.conversationId)),
    );
    state.touchpoints.set(
      from,
      explained.filter(({ explained: { touch } }) => !isTheirs(touch.conversationId)),
    );
  }

  private named(): readonly Owned[] {
    return [...this.state.identities, ...this.state.externalUsers.values(), ...this.state.conversations];
  }

  /** As rows that can be given to another contact. */
  private ownedConversions(): readonly Owned[] {
    return this.state.conversions
      .filter(({ conversion }) => conversion.contactId !== undefined)
      .map((kept) => ({
        get contactId(): ContactId {
          return kept.conversion.contactId as ContactId;
        },
        set contactId(contactId: ContactId) {
          kept.conversion = { ...kept.conversion, contactId };
        },
        get homeId(): ContactId | undefined {
          return kept.conversion.homeId;
        },
        set homeId(homeId: ContactId | undefined) {
          kept.conversion = { ...kept.conversion, ...onlyKnown({ homeId }) };
        },
      }));
  }

  private namesOf(contactId: ContactId): readonly ContactName[] {
    const users = [...this.state.externalUsers].filter(([, owned]) => owned.contactId === contactId);
    return [
      ...this.state.identities
        .filter((kept) => kept.contactId === contactId)
        .map(({ scope, identity: { kind, value } }) => ({ kind, scope, value })),
      ...users.map(([value]) => ({ kind: 'externalUser' as const, scope: 'tenant', value })),
    ];
  }

  private joinsInForce(): readonly KeptJoin[] {
    return this.state.joins.filter(({ separatedAt }) => separatedAt === undefined);
  }

  private holderOf(contactId: ContactId): ContactId {
    const join = this.joinsInForce().find(({ absorbed }) => absorbed === contactId);
    return join === undefined ? contactId : this.holderOf(join.kept);
  }

  private familyOf(contactId: ContactId): readonly ContactId[] {
    const absorbed = this.joinsInForce().filter(({ kept }) => kept === contactId);
    return [contactId, ...absorbed.flatMap((join) => this.familyOf(join.absorbed))];
  }

  private areToldApart(one: readonly ContactId[], other: readonly ContactId[]): boolean {
    return this.state.joins.some(
      ({ kept, absorbed, separatedAt }) =>
        separatedAt !== undefined &&
        ((one.includes(kept) && other.includes(absorbed)) || (other.includes(kept) && one.includes(absorbed))),
    );
  }
}

const moveTo = (to: ContactId, owned: Owned, from: ContactId): void => {
  if (owned.contactId !== from) return;
  owned.homeId ??= from;
  owned.contactId = to;
};
