import { isFinal, type Attribution, type Credit, type Instant } from '@whence/attribution-domain';
import type { Attribution as AttributionBody, Credit as CreditBody } from '@whence/contracts-events';

/** The `attribution` of the contract: the flat ids are those of the largest share. */
export const toAttributionBody = (attribution: Attribution, now: Instant): AttributionBody => {
  const largest = [...attribution.credits].sort((one, other) => other.shareMillionths - one.shareMillionths)[0];
  return {
    status: attribution.status,
    ...(attribution.reason === undefined ? {} : { reason: attribution.reason }),
    version: attribution.version,
    isFinal: isFinal(attribution, now),
    finalAt: new Date(attribution.finalAt).toISOString(),
    decidedAt: new Date(attribution.decidedAt).toISOString(),
    ...(attribution.matchType === undefined ? {} : { matchType: attribution.matchType }),
    ...(largest === undefined ? {} : namesOf(largest)),
    credits: attribution.credits.map(toCreditBody),
  };
};

const namesOf = ({ linkId, partnerId, campaignId, adId, programId }: Credit): Omit<CreditBody, 'shareMillionths'> => ({
  ...(partnerId === undefined ? {} : { partnerId }),
  ...(programId === undefined ? {} : { programId }),
  ...(linkId === undefined ? {} : { linkId }),
  ...(campaignId === undefined ? {} : { campaignId }),
  ...(adId === undefined ? {} : { adId }),
});

export const toCreditBody = (credit: Credit): CreditBody => ({
  ...namesOf(credit),
  shareMillionths: credit.shareMillionths,
});
