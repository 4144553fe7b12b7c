import type { ChannelAccountId, ChannelIdentity, ContactId, ConversationId, Instant } from '@whence/attribution-domain';
import type { Channel, ParticipantIdentity } from '@whence/signals';

/** A person seen on a channel account. */
export interface Sighting {
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly identities: readonly [ParticipantIdentity, ...ParticipantIdentity[]];
  /** When that was received. */
  readonly seenAt: Instant;
  /** What the platform called the person until then, where it says that this has changed. */
  readonly previous?: readonly ParticipantIdentity[];
}

export interface Recognised {
  readonly contactId: ContactId;
  readonly conversationId: ConversationId;
  /** Other contacts that have one of the identities: the same person, it seems. */
  readonly others: readonly ContactId[];
}

/** What one of our channel accounts calls a person. */
export interface ChannelParticipant {
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly participantId: string;
}

export interface KnownContact {
  readonly id: ContactId;
  readonly identities: readonly ChannelIdentity[];
  readonly firstSeenAt: Instant;
  readonly conversations: readonly KnownConversation[];
  /** The same person, who wrote earlier: what comes under the names of this contact is his from now on. */
  readonly joinedInto?: ContactId;
  /** Present where he answers for everything that came before, too. */
  readonly answeredBy?: ContactId;
}

export interface KnownConversation {
  readonly id: ConversationId;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt?: Instant;
  /** Present where another contact answers for it, who was joined with this one when his answer was final. */
  readonly answeredBy?: ContactId;
  /** The platform's id of the person, for display: IGSID, PSID, phone digits or BSUID. */
  readonly participantId: string;
}

/** A contact, found by one of its names. */
export interface NamedContact {
  readonly contactId: ContactId;
  /** The contact that had the name before it was joined with this one. */
  readonly homeId?: ContactId;
}

/** The people a workspace has met, and their conversations. */
export abstract class Contacts {
  /**
   * Finds or makes the contact and the conversation of each sighting. Identities that nobody has become those of the contact
   * they are seen with; where they belong to different contacts, the first one's is taken and the others are named. The
   * earliest `seenAt` is when a contact was first seen. In the order of the sightings.
   */
  abstract recognise(sightings: readonly Sighting[]): Promise<readonly Recognised[]>;

  /**
   * Takes the contacts' row locks, in id order: one decision at a time about each, and its events in order. Throws where
   * one of them is not there.
   */
  abstract lock(contactIds: readonly ContactId[]): Promise<readonly KnownContact[]>;

  abstract ofConversation(conversationId: ConversationId): Promise<NamedContact | undefined>;

  /** Whose decision is the conversation's answer. */
  abstract answeringFor(conversationId: ConversationId): Promise<ContactId | undefined>;

  abstract ofChannelIdentity(
    channelAccountId: ChannelAccountId,
    participantId: string,
  ): Promise<NamedContact | undefined>;

  abstract ofExternalUser(externalUserId: string): Promise<NamedContact | undefined>;

  /** Makes the tenant's own user id another name of the contact. */
  abstract linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void>;

  /** Makes what a channel calls a person another name of the contact, before he was met there; somebody else's stays his. */
  abstract nameAlso(contactId: ContactId, identity: ChannelParticipant): Promise<void>;

  abstract setOpenedAt(opened: readonly { readonly id: ConversationId; readonly openedAt: Instant }[]): Promise<void>;
}
