import type { ConversionAttribution, Credit, RecordedAnswer } from '@whence/attribution-domain';

import type { Fields } from './changes-between.js';

/** Whence the person came, and by what. */
export const fieldsOfAnswer = ({ status, reason, matchType, credits }: RecordedAnswer): Fields => ({
  status,
  reason,
  matchType,
  credits: textOfCredits(credits),
});

/** What a conversion takes. */
export const fieldsOfConversionAttribution = (attribution: ConversionAttribution): Fields => ({
  status: attribution.status,
  reason: attribution.status === 'unattributed' ? attribution.reason : undefined,
  credits: textOfCredits(attribution.status === 'attributed' ? attribution.credits : []),
});

const textOfCredits = (credits: readonly Credit[]): string | undefined =>
  credits.length === 0 ? undefined : credits.map(textOfCredit).join(' + ');

const textOfCredit = ({ shareMillionths, ...credit }: Credit): string => {
  const { partnerId, programId, programVersion, linkId, campaignId, adId } = credit;
  const program = programId === undefined ? undefined : `${programId} v${programVersion ?? '?'}`;
  return [linkId, adId, partnerId, program, campaignId, `${shareMillionths}`]
    .filter((name) => name !== undefined)
    .join(' ');
};
