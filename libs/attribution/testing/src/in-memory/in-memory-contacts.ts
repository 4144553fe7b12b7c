import {
  Contacts,
  type ChannelParticipant,
  type KnownContact,
  type KnownConversation,
  type NamedContact,
  type Recognised,
  type Sighting,
} from '@whence/attribution-application';
import type { ChannelAccountId, ContactId, ConversationId, Instant } from '@whence/attribution-domain';
import { onlyKnown, participantIdentity, type ParticipantIdentity } from '@whence/signals';

import type { InMemoryState, KeptConversation, Owned } from './in-memory-state.js';

const sharedKinds: readonly ParticipantIdentity['kind'][] = ['waId', 'bsuid', 'parentBsuid'];

export class InMemoryContacts extends Contacts {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  recognise(sightings: readonly Sighting[]): Promise<readonly Recognised[]> {
    return Promise.resolve(sightings.map((sighting) => this.recogniseOne(sighting)));
  }

  lock(contactIds: readonly ContactId[]): Promise<readonly KnownContact[]> {
    const missing = contactIds.find((contactId) => !this.state.contacts.some(({ id }) => id === contactId));
    if (missing !== undefined) return Promise.reject(new Error(`no contact ${missing}`));
    return Promise.resolve([...contactIds].sort().map((contactId) => this.known(contactId)));
  }

  ofConversation(conversationId: ConversationId): Promise<NamedContact | undefined> {
    return Promise.resolve(toNamed(this.state.conversations.find((kept) => kept.id === conversationId)));
  }

  answeringFor(conversationId: ConversationId): Promise<ContactId | undefined> {
    const known = this.state.conversations.find((kept) => kept.id === conversationId);
    return Promise.resolve(known?.answeredBy ?? known?.contactId);
  }

  ofChannelIdentity(channelAccountId: ChannelAccountId, participantId: string): Promise<NamedContact | undefined> {
    const plain = participantId.replace(/^\+(?=\d+$)/, '');
    const named = this.state.identities.find(
      ({ scope, identity, contactId }) =>
        [channelAccountId, 'whatsapp'].includes(scope) &&
        [participantId, plain].includes(identity.value) &&
        this.state.conversations.some(
          (kept) => kept.contactId === contactId && kept.channelAccountId === channelAccountId,
        ),
    );
    return Promise.resolve(toNamed(named));
  }

  ofExternalUser(externalUserId: string): Promise<NamedContact | undefined> {
    return Promise.resolve(toNamed(this.state.externalUsers.get(externalUserId)));
  }

  linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void> {
    if (!this.state.externalUsers.has(externalUserId)) this.state.externalUsers.set(externalUserId, { contactId });
    return Promise.resolve();
  }

  nameAlso(contactId: ContactId, { channel, channelAccountId, participantId }: ChannelParticipant): Promise<void> {
    const identity = participantIdentity(channel, participantId);
    const scope = channel === 'whatsapp' ? 'whatsapp' : channelAccountId;
    if (identity !== undefined && this.holderOf(scope, identity) === undefined) {
      this.state.identities.push({ contactId, channel, scope, identity });
    }
    return Promise.resolve();
  }

  setOpenedAt(opened: readonly { readonly id: ConversationId; readonly openedAt: Instant }[]): Promise<void> {
    for (const { id, openedAt } of opened) {
      const conversation = this.state.conversations.find((kept) => kept.id === id);
      if (conversation !== undefined) conversation.openedAt = openedAt;
    }
    return Promise.resolve();
  }

  private known(contactId: ContactId): KnownContact {
    const { firstSeenAt = 0, joinedInto, answeredBy } = this.state.contacts.find(({ id }) => id === contactId) ?? {};
    return {
      id: contactId,
      firstSeenAt,
      identities: this.state.identities
        .filter((kept) => kept.contactId === contactId)
        .map(({ channel, identity }) => ({ channel, participantPseudonym: identity.value })),
      conversations: this.state.conversations
        .filter(
          (kept) =>
            [kept.contactId, kept.homeId, kept.answeredBy].includes(contactId) ||
            kept.id === this.state.decisions.get(contactId)?.at(-1)?.conversationId,
        )
        .map((kept) => toConversation(kept, contactId)),
      ...onlyKnown({ joinedInto, answeredBy }),
    };
  }

  private recogniseOne(sighting: Sighting): Recognised {
    const { seenAt, channel, channelAccountId, previous = [] } = sighting;
    const identities = [...sighting.identities, ...previous].map((identity) => ({
      identity,
      channel,
      scope: sharedKinds.includes(identity.kind) ? 'whatsapp' : channelAccountId,
    }));
    const known = identities
      .map(({ scope, identity }) => this.holderOf(scope, identity))
      .filter((holder) => holder !== undefined);
    const { contactId, homeId } = known[0] ?? this.newContact(seenAt);
    const contact = this.state.contacts.find((kept) => kept.id === contactId);
    if (contact !== undefined) contact.firstSeenAt = Math.min(contact.firstSeenAt, seenAt);
    for (const kept of identities) {
      if (this.holderOf(kept.scope, kept.identity) === undefined) {
        this.state.identities.push({ contactId, homeId, ...kept });
      }
    }
    const others = new Set(known.map((holder) => holder.contactId));
    others.delete(contactId);
    const conversationId = this.conversationOf({ contactId, homeId }, sighting);
    return { contactId, conversationId, others: [...others] };
  }

  private holderOf(scope: string, { kind, value }: ParticipantIdentity): Owned | undefined {
    return this.state.identities.find(
      (kept) => kept.scope === scope && kept.identity.kind === kind && kept.identity.value === value,
    );
  }

  private newContact(seenAt: Instant): Owned {
    const id = this.state.nextId('ctc');
    this.state.contacts.push({ id, firstSeenAt: seenAt });
    return { contactId: id };
  }

  private conversationOf(holder: Owned, { channel, channelAccountId, identities }: Sighting): ConversationId {
    const known = this.state.conversations.find(
      (kept) => homeOf(kept) === homeOf(holder) && kept.channelAccountId === channelAccountId,
    );
    if (known !== undefined) return known.id;
    const id = this.state.nextId('cnv');
    const participantId = identities[0].value;
    this.state.conversations.push({ id, ...holder, channel, channelAccountId, participantId });
    return id;
  }
}

const homeOf = ({ contactId, homeId = contactId }: Owned): ContactId => homeId;

const toNamed = (owned: Owned | undefined): NamedContact | undefined =>
  owned && { contactId: owned.contactId, ...onlyKnown({ homeId: owned.homeId }) };

const toConversation = (kept: KeptConversation, contactId: ContactId): KnownConversation => {
  const { id, channel, channelAccountId, participantId, openedAt } = kept;
  const answeredBy = kept.answeredBy ?? kept.contactId;
  const elsewhere = answeredBy === contactId ? undefined : answeredBy;
  return { id, channel, channelAccountId, participantId, ...onlyKnown({ openedAt, answeredBy: elsewhere }) };
};
