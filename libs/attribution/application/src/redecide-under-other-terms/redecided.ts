import type { Attribution, ContactId, ConversionAttribution, ConversionId, Credit } from '@whence/attribution-domain';

import type { Fields } from '../decide-anew/changes-between.js';
import { fieldsOfAnswer, fieldsOfConversionAttribution } from '../decide-anew/fields-of-answer.js';
import type { Conversion } from '../ports/conversions.js';

/**
 * What other terms come to. `would-change`: it is not final, and the answer would be another. `stays-final`: the answer would
 * have been another, and stands, because it is final or follows one that is. `incomparable`: what is on record is not what
 * the evidence comes to under its own terms either, so that nobody can say what the terms do.
 */
export type Effect = 'same' | 'would-change' | 'stays-final' | 'incomparable';

/** A conversion that was decided about under other terms; the contact's opening is one. */
export interface Redecided {
  readonly contactId: ContactId;
  readonly id: ConversionId;
  readonly type: Conversion['type'];
  readonly effect: Effect;
  readonly now: Said;
  /** Under the other terms, where what is final stands. */
  readonly then: Said;
  readonly hadNothingBeenFinal: Said;
}

/** Who is credited, in the words of an answer. */
export interface Said {
  readonly fields: Fields;
  readonly credits: readonly Credit[];
}

export const saidOfContact = (attribution: Attribution): Said => ({
  fields: fieldsOfAnswer(attribution),
  credits: attribution.credits,
});

export const saidOfConversion = (attribution: ConversionAttribution): Said => ({
  fields: fieldsOfConversionAttribution(attribution),
  credits: attribution.status === 'attributed' ? attribution.credits : [],
});
