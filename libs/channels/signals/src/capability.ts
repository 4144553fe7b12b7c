import type { Channel, Provider } from './conversation-signal.js';

/** What a provider can deliver of one channel, for whoever sets links up and wonders what will come of them. */
export interface ChannelCapability {
  readonly provider: Provider;
  readonly channel: Channel;
  readonly evidence: readonly DeliverableEvidence[];
}

/** One kind of evidence: where it stands in what is delivered, and what has to be in place for it to come. */
export interface DeliverableEvidence {
  readonly matchType: DeliverableMatchType;
  readonly carriedBy: readonly EvidenceCarrier[];
  /** In plain words; empty where it comes by itself. */
  readonly needs: readonly string[];
  /** In plain words: when it does not come although everything is in place, or says less than it seems to. */
  readonly limits?: readonly string[];
}

/** The match types that rest on something delivered; a guess rests on clicks alone. */
export type DeliverableMatchType = 'click_token' | 'ref_code' | 'ad_referral' | 'text_code' | 'coupon';

export interface EvidenceCarrier {
  /** The provider's own name of what has to be subscribed to. */
  readonly event: string;
  /** Where it stands, in the provider's own names, from the item that tells of one person on. */
  readonly field: string;
}
