import type { Attribution, ContactId } from '@whence/attribution-domain';

import { answerAnew, attributeAnew } from '../decide-anew/answer-anew.js';
import { changesBetween, type Fields } from '../decide-anew/changes-between.js';
import type { Answer } from '../decide-contacts/answer.js';
import { openingIdOf } from '../decide-contacts/attribute-one.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Conversion } from '../ports/conversions.js';
import type { RecordedTouchpoint } from '../ports/records.js';
import type { Difference } from './difference.js';
import { fieldsOfAttribution, fieldsOfConversion, fieldsOfTouchpoint, toRecorded } from './fields.js';

/** Everything that is on record of one contact beside its decision, which the dossier has. */
export interface Recorded {
  readonly touchpoints: readonly RecordedTouchpoint[];
  readonly conversions: readonly Conversion[];
  /** Whether touches are on record that decisions are no longer made from, so many are there. */
  readonly isBeyondReading: boolean;
}

/** Where the record of a decision, of what explains it and of its conversations is not what the dossier comes to. */
export const differencesOfAnswer = (dossier: Dossier, recorded: Recorded): readonly Difference[] => {
  const { contact, standing } = dossier;
  const anew = answerAnew(dossier);
  const decision = changesBetween(fieldsOfAttribution(standing), fieldsOfAttribution(anew.revision?.attribution));
  return [
    ...differing(contact.id, { subject: 'decision', id: contact.id, changes: decision }),
    ...anew.opened.flatMap(({ id, openedAt }) => {
      const known = contact.conversations.find((conversation) => conversation.id === id)?.openedAt;
      return differing(contact.id, {
        subject: 'conversation',
        id,
        changes: changesBetween({ openedAt: known }, { openedAt }),
      });
    }),
    ...differencesOfTouchpoints(dossier, anew, recorded),
  ];
};

/** Where the record of conversions is not what they take under this attribution, or by themselves. */
export const differencesOfConversions = (
  dossier: Dossier,
  conversions: readonly Conversion[],
  attribution: Attribution | undefined,
): readonly Difference[] => {
  const { contact } = dossier;
  if (contact.answeredBy !== undefined) return [];
  const isMissing =
    attribution !== undefined && !conversions.some((conversion) => conversion.id === openingIdOf(contact.id));
  const opening = isMissing ? [{ field: 'opening', decided: attribution.openedAt }] : [];
  return [
    ...differing(contact.id, { subject: 'conversion', id: openingIdOf(contact.id), changes: opening }),
    ...conversions.flatMap((conversion) => {
      const decided = attributeAnew(conversion, dossier, attribution);
      const changes = changesBetween(fieldsOfConversion(conversion), fieldsOfConversion(decided));
      return differing(contact.id, { subject: 'conversion', id: conversion.id, changes });
    }),
  ];
};

const differing = (contactId: ContactId, found: Omit<Difference, 'contactId'>): readonly Difference[] =>
  found.changes.length === 0 ? [] : [{ contactId, ...found }];

const differencesOfTouchpoints = (
  dossier: Dossier,
  anew: Answer,
  { touchpoints, isBeyondReading }: Recorded,
): readonly Difference[] => {
  const recorded = new Map(touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const readings = [anew, ...inTimeReading(dossier)].map(
    (reading) => new Map(reading.touchpoints.map((explained) => [explained.touch.id, toRecorded(explained)])),
  );
  const [decided] = readings;
  const alsoRecorded = isBeyondReading ? [] : recorded.keys();
  return [...new Set([...(decided?.keys() ?? []), ...alsoRecorded])].flatMap((id) => {
    const known = fieldsOfTouchpoint(recorded.get(id));
    const readAs = readings.flatMap((reading) => reading.get(id) ?? []).map(fieldsOfTouchpoint);
    if (readAs.some((fields) => isEqual(known, fields))) return [];
    return differing(dossier.contact.id, {
      subject: 'touchpoint',
      id,
      changes: changesBetween(known, readAs[0] ?? {}),
    });
  });
};

/**
 * A copy that came after finality adds nothing to a touchpoint that was explained before, unless one that came in time was
 * worked off after it: both is right.
 */
const inTimeReading = (dossier: Dossier): readonly Answer[] => {
  const { standing, evidence } = dossier;
  if (standing === undefined) return [];
  const copies = evidence.copies.filter(
    ({ receivedAt, joinedAt = receivedAt }) => Math.max(receivedAt, joinedAt) < standing.finalAt,
  );
  return copies.length === evidence.copies.length
    ? []
    : [answerAnew({ ...dossier, evidence: { ...evidence, copies } })];
};

const isEqual = (one: Fields, other: Fields): boolean => changesBetween(one, other).length === 0;
