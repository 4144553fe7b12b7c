import type { Attribution, ConversionAttribution, Credit, RecordedAnswer } from '@whence/attribution-domain';

import type { Conversion } from '../ports/conversions.js';
import type { ExplainedTouchpoint } from '../ports/decisions.js';
import type { RecordedTouchpoint } from '../ports/records.js';
import type { Fields } from './difference.js';

/** What is verified of a decision: all that makes it the same answer, and nothing of when and why it was given. */
export const fieldsOfAttribution = (attribution: Attribution | undefined): Fields => {
  if (attribution === undefined) return {};
  const { conversationId, openedAt, finalAt, flags, overridden } = attribution;
  return {
    ...fieldsOfAnswer(attribution),
    conversationId,
    openedAt,
    finalAt,
    flags: flags.join(', '),
    ...(overridden && {
      override: JSON.stringify(Object.entries(overridden.override).sort(([one], [other]) => (one < other ? -1 : 1))),
      beneath: JSON.stringify(fieldsOfAnswer(overridden.beneath)),
    }),
  };
};

const fieldsOfAnswer = ({ status, reason, matchType, credits }: RecordedAnswer): Fields => ({
  status,
  reason,
  matchType,
  credits: textOfCredits(credits),
});

/** What is verified of a conversion. Only an opening takes its time and its place from the decision. */
export const fieldsOfConversion = ({ type, occurredAt, conversationId, attribution, finalAt }: Conversion): Fields => ({
  ...(type === 'opening' ? { occurredAt, conversationId } : {}),
  ...fieldsOfConversionAttribution(attribution),
  finalAt,
});

const fieldsOfConversionAttribution = (attribution: ConversionAttribution): Fields => ({
  status: attribution.status,
  reason: attribution.status === 'unattributed' ? attribution.reason : undefined,
  credits: textOfCredits(attribution.status === 'attributed' ? attribution.credits : []),
});

export const fieldsOfTouchpoint = (touchpoint: RecordedTouchpoint | undefined): Fields => {
  if (touchpoint === undefined) return {};
  const { entryId, matchType, enteredAt, clickedAt, linkId, adId, verdicts } = touchpoint;
  return {
    ...{ entryId, matchType, enteredAt, clickedAt, linkId, adId },
    ...Object.fromEntries(verdicts.map(({ rule, outcome, reason }) => [rule, reason ?? outcome])),
  };
};

/** As it would be read back from the record. */
export const toRecorded = ({ contactId, touch, entryId, verdicts }: ExplainedTouchpoint): RecordedTouchpoint => {
  const { id, matchType, enteredAt, clickedAt, link, ad, reference } = touch;
  return {
    ...{ contactId, id, entryId, matchType, enteredAt, verdicts },
    ...(clickedAt === undefined ? {} : { clickedAt }),
    ...(link === undefined ? {} : { linkId: link.id }),
    ...(ad === undefined || reference.kind === 'typed' ? {} : { adId: ad.id }),
  };
};

const textOfCredits = (credits: readonly Credit[]): string | undefined =>
  credits.length === 0 ? undefined : credits.map(textOfCredit).join(' + ');

const textOfCredit = ({ shareMillionths, ...credit }: Credit): string => {
  const { partnerId, programId, programVersion, linkId, campaignId, adId } = credit;
  const program = programId === undefined ? undefined : `${programId} v${programVersion ?? '?'}`;
  return [linkId, adId, partnerId, program, campaignId, `${shareMillionths}`]
    .filter((name) => name !== undefined)
    .join(' ');
};
