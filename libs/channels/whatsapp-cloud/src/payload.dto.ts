import type { Unproven } from '@whence/platform/json';

/**
 * What Meta posts for the object `whatsapp_business_account`; field names are Meta's, and each is unproven.
 * Source: WhatsApp Cloud API webhook reference, read in November 2026.
 */
export type DeliveryPayload = Unproven<'object' | 'entry' | 'field'>;

/** `id` is the WhatsApp Business Account; the number is in each change's `metadata`. */
export type EntryPayload = Unproven<'id' | 'changes'>;

export type ChangePayload = Unproven<'field' | 'value'>;

/** Its lists may stand side by side; `contacts` is not index-aligned with `messages`. */
export type ValuePayload = Unproven<'metadata' | 'contacts' | 'messages' | 'message_echoes' | 'user_id_update'>;

export type MetadataPayload = Unproven<'phone_number_id'>;

/** `wa_id` is absent for people who hide their number behind a username. */
export type ContactPayload = Unproven<'wa_id' | 'user_id' | 'parent_user_id'>;

/** `from` is absent in the same case; `timestamp` counts whole seconds, as text. */
export type MessagePayload = Unproven<
  | 'from'
  | 'from_user_id'
  | 'from_parent_user_id'
  | 'id'
  | 'timestamp'
  | 'type'
  | 'text'
  | 'image'
  | 'video'
  | 'document'
  | 'order'
  | 'referral'
  | 'context'
  | 'group_id'
  | 'system'
>;

/**
 * `wa_id` and `user_id` are the new ones. Up to version 11 the number was `new_wa_id`; `customer` was the old one then.
 * Since August 2026 the old user ids come too.
 */
export type SystemPayload = Unproven<
  | 'type'
  | 'wa_id'
  | 'new_wa_id'
  | 'customer'
  | 'user_id'
  | 'parent_user_id'
  | 'previous_user_id'
  | 'previous_parent_user_id'
>;

/** Each of the user ids as it was and as it is; of the number only one is told. */
export type UserIdUpdatePayload = Unproven<'wa_id' | 'user_id' | 'parent_user_id' | 'timestamp'>;

export type UserIdChangePayload = Unproven<'previous' | 'current'>;

export type ContextPayload = Unproven<'forwarded' | 'frequently_forwarded'>;

/** What the business wrote in the WhatsApp Business app (coexistence). */
export type EchoPayload = Unproven<
  'to' | 'to_user_id' | 'to_parent_user_id' | 'id' | 'timestamp' | 'type' | 'group_id'
>;
