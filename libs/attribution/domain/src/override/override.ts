import type { CampaignId, LinkId, PartnerId } from '../ids.js';
import type { Instant } from '../time.js';

/** A person's answer in place of the decided one. It stands above all evidence, at any time, until it is revoked. */
export type Override = OverrideTarget & {
  /** Why, in the person's own words. */
  readonly reason: string;
  readonly madeAt: Instant;
};

export type OverrideTarget = ToLink | ToPartner | ToCampaign | ToNobody;

/** The link brings its partner, program and campaign; a campaign that is named beside it goes before the link's. */
export interface ToLink {
  readonly kind: 'link';
  readonly linkId: LinkId;
  readonly campaignId?: CampaignId;
}

export interface ToPartner {
  readonly kind: 'partner';
  readonly partnerId: PartnerId;
  readonly campaignId?: CampaignId;
}

export interface ToCampaign {
  readonly kind: 'campaign';
  readonly campaignId: CampaignId;
}

/** Nobody sent the person. */
export interface ToNobody {
  readonly kind: 'organic';
}
