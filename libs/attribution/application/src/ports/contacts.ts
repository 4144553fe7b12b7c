import type { ChannelAccountId, ChannelIdentity, ContactId, ConversationId, Instant } from '@whence/attribution-domain';
import type { Channel, ParticipantIdentity } from '@whence/signals';

/** A person seen on a channel account. */
export interface Sighting {
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly identities: readonly [ParticipantIdentity, ...ParticipantIdentity[]];
}

export interface Recognised {
  readonly contactId: ContactId;
  readonly conversationId: ConversationId;
}

export interface KnownContact {
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
   * when a contact was first seen.
   */
  abstract recognise(sightings: readonly Sighting[], seenAt: Instant): Promise<readonly Recognised[]>;

  /** Takes the contact's row lock: one decision at a time, and its events in order. */
  abstract lock(contactId: ContactId): Promise<KnownContact>;

  abstract ofConversation(conversationId: ConversationId): Promise<ContactId | undefined>;

  abstract ofChannelIdentity(channelAccountId: ChannelAccountId, participantId: string): Promise<ContactId | undefined>;

  abstract ofExternalUser(externalUserId: string): Promise<ContactId | undefined>;

  /** Makes the tenant's own user id another name of the contact. */
  abstract linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void>;

  abstract setOpenedAt(conversationId: ConversationId, openedAt: Instant): Promise<void>;
}
