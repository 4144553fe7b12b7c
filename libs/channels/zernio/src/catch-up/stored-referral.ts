import { asRecord, instantOf } from '@whence/platform/json';
import type { Instant, JsonRecord } from '@whence/platform/json';
import { onlyKnown } from '@whence/signals';
import type { StoredConversationPayload, StoredReferralPayload } from './stored.dto.js';

/** The first referral that Zernio captured of a conversation. */
export interface StoredReferral {
  /** Under the names that Meta gave it, as webhooks forward it. */
  readonly delivered: JsonRecord;
  /** When Zernio stored it: after the message that brought it, and on WhatsApp sometimes days after it. */
  readonly capturedAt: Instant;
}

/** Undefined where none was captured, or nobody says when. */
export const storedReferralOf = (conversation: StoredConversationPayload): StoredReferral | undefined => {
  const stored = asRecord<StoredReferralPayload>(conversation.metadata);
  if (stored === undefined) return undefined;
  const capturedAt = instantOf(stored.meta_ad_captured_at) ?? instantOf(stored.ctwa_captured_at);
  const delivered = asMetaSaidIt(stored);
  return capturedAt === undefined || Object.keys(delivered).length === 0 ? undefined : { delivered, capturedAt };
};

/** In the order and shape of Meta's own object, so that a copy which came by webhook says the same. */
const asMetaSaidIt = (stored: StoredReferralPayload): JsonRecord =>
  onlyKnown({
    ref: known(stored.meta_ad_ref),
    ad_id: known(stored.meta_ad_id),
    source: known(stored.meta_ad_source),
    type: known(stored.meta_ad_type),
    ads_context_data: contextOf(stored),
    source_url: known(stored.ctwa_source_url),
    source_id: known(stored.ctwa_source_id),
    source_type: known(stored.ctwa_source_type),
    headline: known(stored.ctwa_headline),
    ctwa_clid: known(stored.ctwa_clid),
  });

const contextOf = (stored: StoredReferralPayload): JsonRecord | undefined => {
  const context = onlyKnown({
    ad_title: known(stored.meta_ad_title),
    photo_url: known(stored.meta_ad_photo_url),
    video_url: known(stored.meta_ad_video_url),
    post_id: known(stored.meta_ad_post_id),
    product_id: known(stored.meta_ad_product_id),
    flow_id: known(stored.meta_ad_flow_id),
  });
  return Object.keys(context).length === 0 ? undefined : context;
};

const known = (value: unknown): unknown => value ?? undefined;
