import { Contacts, type KnownContact, type Recognised, type Sighting } from '@whence/attribution-application';
import type { ChannelAccountId, ContactId, ConversationId, Instant } from '@whence/attribution-domain';
import type { ParticipantIdentity } from '@whence/signals';

import type { InMemoryState } from './in-memory-state.js';

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

  ofConversation(conversationId: ConversationId): Promise<ContactId | undefined> {
    return Promise.resolve(this.state.conversations.find((kept) => kept.id === conversationId)?.contactId);
  }

  ofChannelIdentity(channelAccountId: ChannelAccountId, participantId: string): Promise<ContactId | undefined> {
    const plain = participantId.replace(/^\+(?=\d+$)/, '');
    const named = this.state.identities.find(
      ({ scope, identity, contactId }) =>
        [channelAccountId, 'whatsapp'].includes(scope) &&
        [participantId, plain].includes(identity.value) &&
        this.state.conversations.some(
          (kept) => kept.contactId === contactId && kept.channelAccountId === channelAccountId,
        ),
    );
    return Promise.resolve(named?.contactId);
  }

  ofExternalUser(externalUserId: string): Promise<ContactId | undefined> {
    return Promise.resolve(this.state.externalUsers.get(externalUserId));
  }

  linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void> {
    if (!this.state.externalUsers.has(externalUserId)) this.state.externalUsers.set(externalUserId, contactId);
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
    return {
      id: contactId,
      firstSeenAt: this.state.contacts.find(({ id }) => id === contactId)?.firstSeenAt ?? 0,
      identities: this.state.identities
        .filter((kept) => kept.contactId === contactId)
        .map(({ channel, identity }) => ({ channel, participantPseudonym: identity.value })),
      conversations: this.state.conversations
        .filter((kept) => kept.contactId === contactId)
        .map(({ contactId: _contactId, ...conversation }) => conversation),
    };
  }

  private recogniseOne(sighting: Sighting): Recognised {
    const { seenAt } = sighting;
    const identities = sighting.identities.map((identity) => ({
      identity,
      channel: sighting.channel,
      scope: sharedKinds.includes(identity.kind) ? 'whatsapp' : sighting.channelAccountId,
    }));
    const known = identities
      .map(({ scope, identity }) => this.holderOf(scope, identity))
      .find((id) => id !== undefined);
    const contactId = known ?? this.newContact(seenAt);
    const contact = this.state.contacts.find((kept) => kept.id === contactId);
    if (contact !== undefined) contact.firstSeenAt = Math.min(contact.firstSeenAt, seenAt);
    for (const kept of identities) {
      if (this.holderOf(kept.scope, kept.identity) === undefined) this.state.identities.push({ contactId, ...kept });
    }
    return { contactId, conversationId: this.conversationOf(contactId, sighting) };
  }

  private holderOf(scope: string, { kind, value }: ParticipantIdentity): ContactId | undefined {
    return this.state.identities.find(
      (kept) => kept.scope === scope && kept.identity.kind === kind && kept.identity.value === value,
    )?.contactId;
  }

  private newContact(seenAt: Instant): ContactId {
    const id = this.state.nextId('ctc');
    this.state.contacts.push({ id, firstSeenAt: seenAt });
    return id;
  }

  private conversationOf(contactId: ContactId, { channel, channelAccountId, identities }: Sighting): ConversationId {
    const known = this.state.conversations.find(
      (kept) => kept.contactId === contactId && kept.channelAccountId === channelAccountId,
    );
    if (known !== undefined) return known.id;
    const id = this.state.nextId('cnv');
    this.state.conversations.push({ id, contactId, channel, channelAccountId, participantId: identities[0].value });
    return id;
  }
}
