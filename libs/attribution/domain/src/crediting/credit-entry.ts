import { termsAt, type AdFacts, type LinkFacts } from '../catalogue/catalogue-facts.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { CampaignId } from '../ids.js';
import { earnerOf, touchedAt } from '../touchpoint/touchpoint.js';
import type { Credit } from './credit.js';

/** An entry's credit, by the touchpoint that speaks for it: its link's partner and campaign, else those of the ad it names, else its coupon's partner. */
export const creditEntry = ({ touch, entry }: JudgedTouchpoint, shareMillionths: number): Credit => {
  const { link, ad } = touch;
  const { partnerId, programId, terms } = earnerOf(touch) ?? nobody;
  return {
    partnerId,
    programId,
    programVersion: termsAt(terms, touchedAt(touch))?.version,
    linkId: link?.id,
    adId: ad?.id,
    campaignId: campaignOf(link, ad) ?? campaignOfEntryAd(entry),
    shareMillionths,
  };
};

const nobody: Pick<LinkFacts, 'partnerId' | 'programId' | 'terms'> = { terms: [] };

const campaignOf = (link: LinkFacts | undefined, ad: AdFacts | undefined): CampaignId | undefined =>
  link?.campaignId ?? ad?.campaignId;

const campaignOfEntryAd = (entry: JudgedTouchpoint['entry']): CampaignId | undefined =>
  entry.touches.find((touch) => touch.ad?.campaignId !== undefined)?.ad?.campaignId;
