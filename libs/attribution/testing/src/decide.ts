import {
  attributeConversion,
  defaultSettings,
  resolve,
  resolveConversion,
  type AdFacts,
  type Attribution,
  type AttributionSettings,
  type ChannelIdentity,
  type ClickFacts,
  type Credit,
  type Decision,
  type Evidence,
  type GivenCoupon,
  type Instant,
} from '@whence/attribution-domain';

import type { CouponBuilder } from './coupon.builder.js';
import type { LinkBuilder } from './link.builder.js';
import type { SignalBuilder } from './signal.builder.js';

/** What the catalogue holds in a test, and who the contact is. */
export interface Given {
  readonly links?: readonly LinkBuilder[];
  readonly ads?: readonly AdFacts[];
  readonly clicks?: readonly ClickFacts[];
  readonly coupons?: readonly CouponBuilder[];
  /** Coupons that came with conversions. */
  readonly givenCoupons?: readonly GivenCoupon[];
  readonly contact?: readonly ChannelIdentity[];
  readonly settings?: Partial<AttributionSettings>;
}

/** Decides from these signals, in the order given. */
export const decide = (signals: readonly SignalBuilder[], given: Given = {}): Decision | undefined =>
  resolve(evidenceOf(signals, given));

/** Decides about a sale that we hear of as it happens. */
export const decideSale = (
  occurredAt: Instant,
  signals: readonly SignalBuilder[],
  given: Given = {},
): Decision | undefined => resolveConversion(evidenceOf(signals, given), { occurredAt, firstReceivedAt: occurredAt });

const evidenceOf = (signals: readonly SignalBuilder[], given: Given): Evidence => ({
  copies: signals.map((signal) => signal.build()),
  contact: given.contact ?? [],
  facts: {
    links: (given.links ?? []).map((link) => link.build()),
    ads: given.ads ?? [],
    clicks: given.clicks ?? [],
    coupons: (given.coupons ?? []).map((coupon) => coupon.build()),
  },
  settings: { ...defaultSettings, ...given.settings },
  givenCoupons: given.givenCoupons ?? [],
});

/** The answer in a few words, for comparing: `credited to ANNA by click_token`, `organic`, `unattributed: damaged`. */
export const answer = (decision: Decision | undefined): string => {
  if (decision === undefined) return 'not opened';
  switch (decision.status) {
    case 'credited':
      return `credited to ${nameOf(decision.credits[0])} by ${decision.matchType}`;
    case 'organic':
      return 'organic';
    case 'unattributed':
      return `unattributed: ${decision.reason}`;
  }
};

const nameOf = (credit: Pick<Credit, 'partnerId' | 'campaignId'>): string =>
  credit.partnerId?.replace('prt_', '') ?? `campaign ${credit.campaignId?.replace('cmp_', '') ?? 'none'}`;

/** Who has how much of the credit, in millionths: `['ANNA 400000', 'BEN 600000']`. */
export const shares = (decision: Decision | undefined): readonly string[] =>
  decision?.status === 'credited'
    ? decision.credits.map((credit) => `${nameOf(credit)} ${credit.shareMillionths}`)
    : [];

/** What a sale takes from what was decided, in a few words: `attributed to ANNA`, `unattributed: organic`. */
export const attributeSale = (occurredAt: Instant, decided: Attribution | Decision | undefined): string => {
  const taken = attributeConversion(occurredAt, decided);
  switch (taken.status) {
    case 'attributed':
      return `attributed to ${taken.credits.map(nameOf).join(', ')}`;
    case 'unattributed':
      return `unattributed: ${taken.reason}`;
    case 'parked':
      return 'parked';
  }
};
