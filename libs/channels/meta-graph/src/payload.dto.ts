import type { Unproven } from '@whence/platform/json';

/**
 * What Meta posts for the objects `page` (Messenger) and `instagram`; field names are Meta's, and each is unproven.
 * Sources: Messenger Platform and Instagram Platform webhook references, read in November 2026.
 */
export type DeliveryPayload = Unproven<'object' | 'entry' | 'field'>;

/** One account's part of a delivery. `time` is when the notification was sent, not when something happened. */
export type EntryPayload = Unproven<
  'id' | 'time' | 'messaging' | 'standby' | 'changes' | 'changed_fields' | 'field' | 'value'
>;

/** How subscriptions other than messaging arrive, and messaging from the dashboard's test button. */
export type ChangePayload = Unproven<'field' | 'value'>;

/** One item of `messaging[]` or `standby[]`: which of the fields is there says what happened. */
export type MessagingPayload = Unproven<
  'sender' | 'recipient' | 'timestamp' | 'message' | 'postback' | 'referral' | 'optin'
>;

/** `user_ref` is the temporary name of somebody whom a plug-in does not know yet; it is no PSID. */
export type PartyPayload = Unproven<'id' | 'user_ref'>;

export type MessagePayload = Unproven<
  'mid' | 'text' | 'quick_reply' | 'referral' | 'is_echo' | 'is_deleted' | 'is_unsupported'
>;

export type PostbackPayload = Unproven<'mid' | 'referral'>;

export type OptinPayload = Unproven<'ref' | 'user_ref' | 'notification_messages_token'>;

export type MessageEditPayload = Unproven<'num_edit'>;
