import type { ChannelAccountId, ChannelIdentity, ContactId, ConversationId, Instant } from '@whence/attribution-domain';
import type { Channel, ParticipantIdentity } from '@whence/signals';

/** A person seen on a channel account. */
export interface Sighting {
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly identities: readonly [ParticipantIdentity, ...ParticipantIdentity[]];
  /** When that was received. */
  readonly seenAt: Instant;
}

export interface Recognised {
  readonly contactId: ContactId;
  readonly conversationId: ConversationId;
}

export interface KnownContact {
  readonly id: ContactId;
  readonly identities: readonly ChannelIdentity[];
  readonly firstSeenAt: Instant;
  readonly conversations: readonly KnownConversation[];
}

export interface KnownConversation {
  readonly id: ConversationId;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt?: Instant;
  /** The platform's id of the person, for display: IGSID, PSID, phone digits or BSUID. */
  readonly participantId: string;
}

/** The people a workspace has met, and their conversations. */
export abstract class Contacts {
  /**
   * Finds or makes the contact and the conversation of each sighting. Identities seen together join one contact; where
   * they already belong to different contacts, the first one's is taken and nothing is merged. The earliest `seenAt` is
   * when a contact was first seen. In the order of the sightings.
   */
  abstract recognise(sightings: readonly Sighting[]): Promise<readonly Recognised[]>;

  /**
   * Takes the contacts' row locks, in id order: one decision at a time about each, and its events in order. Throws where
   * one of them is not there.
   */
  abstract lock(contactIds: readonly ContactId[]): Promise<readonly KnownContact[]>;

  abstract ofConversation(conversationId: ConversationId): Promise<ContactId | undefined>;

  abstract ofChannelIdentity(channelAccountId: ChannelAccountId, participantId: string): Promise<ContactId | undefined>;

  abstract ofExternalUser(externalUserId: string): Promise<ContactId | undefined>;

  /** Makes the tenant's own user id another name of the contact. */
  abstract linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void>;

  abstract setOpenedAt(opened: readonly { readonly id: ConversationId; readonly openedAt: Instant }[]): Promise<void>;
}
