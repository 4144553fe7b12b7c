import type { Unproven } from '@whence/platform/json';

/**
 * What Zernio posts: one event per request; field names are theirs, and each is unproven. Only `event` and `timestamp`
 * are sure: events without `conversation`, with a null `metadata`, with an account of one id only have been seen.
 * Source: the types of `@zernio/node` 0.2.881 and Zernio's documentation, read in November 2026.
 */
export type EventPayload = Unproven<
  | 'event'
  | 'timestamp'
  | 'startedAt'
  | 'message'
  | 'conversation'
  | 'account'
  | 'accountId'
  | 'sender'
  | 'metadata'
  | 'referral'
  | 'test'
  | 'previous'
  | 'current'
  | 'changedAt'
>;

/** Of `whatsapp.contact.identity_changed`: how the person was or is named. A username identifies nobody. */
export type IdentityPayload = Unproven<'phoneNumber' | 'businessScopedUserId' | 'parentBusinessScopedUserId'>;

/** `platformMessageId` is Meta's own id; `sentAt` the platform's time. */
export type ZernioMessagePayload = Unproven<
  'platform' | 'platformMessageId' | 'direction' | 'text' | 'sentAt' | 'sender'
>;

/** `id` is Zernio's own on message events, and the platform's on `conversation.started`. */
export type ConversationPayload = Unproven<'id' | 'platform' | 'platformConversationId' | 'participantId'>;

export type AccountPayload = Unproven<'accountId' | 'id' | 'platform'>;

export type SenderPayload = Unproven<'id' | 'phoneNumber' | 'businessScopedUserId' | 'parentBusinessScopedUserId'>;

/** Top level, never inside the message. `referral` is Meta's object, forwarded as it came. */
export type MetadataPayload = Unproven<
  | 'referral'
  | 'quickReplyPayload'
  | 'postbackPayload'
  | 'postbackTitle'
  | 'interactiveType'
  | 'interactiveId'
  | 'buttonPayload'
  | 'flowResponseJson'
  | 'unsupported'
  | 'noRenderableContent'
>;
