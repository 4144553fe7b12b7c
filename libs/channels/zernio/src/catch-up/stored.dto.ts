import type { Unproven } from '@whence/platform/json';

/**
 * What Zernio answers about conversations it has stored; field names are theirs, and each is unproven. Source: the types of
 * `@zernio/node` 0.2.881, read in November 2026.
 */
export type StoredConversationPayload = Unproven<
  'id' | 'platform' | 'accountId' | 'participantId' | 'updatedTime' | 'isGroup' | 'metadata'
>;

/** `id` is the platform's own (`mid`, `wamid`), which webhooks call `platformMessageId`; `message` is the text. */
export type StoredMessagePayload = Unproven<
  'id' | 'message' | 'senderId' | 'direction' | 'createdAt' | 'sentAt' | 'deliveryStatus' | 'editHistory' | 'metadata'
>;

/** The first referral of a conversation, under names of Zernio's own. */
export type StoredReferralPayload = Unproven<
  | 'ctwa_clid'
  | 'ctwa_source_id'
  | 'ctwa_source_type'
  | 'ctwa_source_url'
  | 'ctwa_headline'
  | 'ctwa_captured_at'
  | 'meta_ad_id'
  | 'meta_ad_source'
  | 'meta_ad_type'
  | 'meta_ad_ref'
  | 'meta_ad_title'
  | 'meta_ad_photo_url'
  | 'meta_ad_video_url'
  | 'meta_ad_post_id'
  | 'meta_ad_product_id'
  | 'meta_ad_flow_id'
  | 'meta_ad_captured_at'
>;

/** An event of ours: what was caught up with, in Zernio's own words. */
export type CaughtUpPayload = Unproven<'event' | 'conversation' | 'message'>;

/** Of a page of either list. */
export type PagePayload = Unproven<'data' | 'messages' | 'pagination' | 'meta'>;
export type PaginationPayload = Unproven<'hasMore' | 'nextCursor'>;
export type PageMetaPayload = Unproven<'failedAccounts' | 'accountsSkipped'>;
export type FailedAccountPayload = Unproven<'accountId' | 'code' | 'retryAfter'>;
