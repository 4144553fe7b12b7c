import { onlyKnown } from '@whence/signals';

import { termsAt, type AdFacts, type CouponFacts, type LinkFacts } from '../catalogue/catalogue-facts.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { CampaignId } from '../ids.js';
import type { Instant } from '../time.js';
import { earnerOf, touchedAt } from '../touchpoint/touchpoint.js';
import type { Credit } from './credit.js';

/** An entry's credit, by the touchpoint that speaks for it: its link's partner and campaign, else those of the ad it names, else its coupon's partner. */
export const creditEntry = ({ touch, entry }: JudgedTouchpoint, shareMillionths: number): Credit => {
  const { link, ad } = touch;
  return {
    ...earningsOf(earnerOf(touch), touchedAt(touch)),
    ...onlyKnown({ linkId: link?.id, adId: ad?.id, campaignId: campaignOf(link, ad) ?? campaignOfEntryAd(entry) }),
    shareMillionths,
  };
};

/** Who earns, in which program, under the version of its terms in force at the touch. */
const earningsOf = (
  earner: LinkFacts | AdFacts | CouponFacts | undefined,
  at: Instant,
): Pick<Credit, 'partnerId' | 'programId' | 'programVersion'> =>
  onlyKnown({
    partnerId: earner?.partnerId,
    programId: earner?.programId,
    programVersion: termsAt(earner?.terms ?? [], at)?.version,
  });

const campaignOf = (link: LinkFacts | undefined, ad: AdFacts | undefined): CampaignId | undefined =>
  link?.campaignId ?? ad?.campaignId;

const campaignOfEntryAd = (entry: JudgedTouchpoint['entry']): CampaignId | undefined =>
  entry.touches.find((touch) => touch.ad?.campaignId !== undefined)?.ad?.campaignId;
