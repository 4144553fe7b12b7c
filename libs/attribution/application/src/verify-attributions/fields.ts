import type { Attribution } from '@whence/attribution-domain';

import type { Fields } from '../decide-anew/changes-between.js';
import { fieldsOfAnswer, fieldsOfConversionAttribution } from '../decide-anew/fields-of-answer.js';
import type { Conversion } from '../ports/conversions.js';
import type { ExplainedTouchpoint } from '../ports/decisions.js';
import type { RecordedTouchpoint } from '../ports/records.js';

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

/** What is verified of a conversion. Only an opening takes its time and its place from the decision. */
export const fieldsOfConversion = ({ type, occurredAt, conversationId, attribution, finalAt }: Conversion): Fields => ({
  ...(type === 'opening' ? { occurredAt, conversationId } : {}),
  ...fieldsOfConversionAttribution(attribution),
  finalAt,
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
