import {
  attributeConversion,
  contentOfCredits,
  isFinal,
  joinedWithAnother,
  models,
  resolveConversion,
  wasWaitedForInVain,
  type Attribution,
  type ContactId,
  type ConversionAttribution,
  type ConversionId,
  type Decision,
} from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Conversion } from '../ports/conversions.js';
import type { Occasion } from './decide-contacts.js';
import type { Dossier } from './gather-dossiers.js';

/** A contact with the attribution that stands for it now. */
export interface Attributed {
  readonly dossier: Dossier;
  readonly contact: KnownContact;
  readonly attribution: Attribution;
  /** It has just been decided, or superseded another. */
  readonly isNew: boolean;
}

/** Whether the workspace's model asks who brought the person to each conversion, and not only who brought the person. */
export const asksAboutEach = ({ dossier }: Attributed): boolean =>
  models[dossier.evidence.settings.model].subject === 'conversion';

/** A conversion under the attribution that is its own by now. */
export const attributeOne = (conversion: Conversion, attributed: Attributed, occasion: Occasion): Conversion => {
  const { attribution, contact } = attributed;
  const isAnotherOpening = conversion.type === 'opening' && conversion.id !== openingIdOf(contact.id);
  const opening =
    conversion.type === 'opening' && !isAnotherOpening
      ? { occurredAt: attribution.openedAt, conversationId: attribution.conversationId }
      : {};
  const moved = { ...conversion, ...opening };
  const decided = decidedFor(moved, attributed);
  return {
    ...moved,
    attribution: isAnotherOpening ? noOpening : attributeConversion(moved.occurredAt, decided),
    version: conversion.version + 1,
    isFinal: isFinal(decided, occasion.now),
    finalAt: decided.finalAt,
  };
};

/** A person opens once: what was taken for the opening of somebody else is none. */
const noOpening: ConversionAttribution = { status: 'unattributed', reason: joinedWithAnother };

/** One opening for each contact. */
export const openingIdOf = (contactId: ContactId): ConversionId => contactId.replace('ctc_', 'cvn_') as ConversionId;

/** A lead or a sale may be decided by itself; a person's word goes for everything the contact did. */
const decidedFor = (conversion: Conversion, attributed: Attributed): Attribution | Decision => {
  const { attribution, dossier } = attributed;
  if (conversion.type === 'opening' || attribution.overridden !== undefined) return attribution;
  if (!asksAboutEach(attributed)) return attribution;
  const times = { occurredAt: conversion.occurredAt, firstReceivedAt: conversion.receivedAt };
  return resolveConversion(dossier.evidence, times) ?? attribution;
};

/**
 * One that waited in vain stays as it is. One that was decided by itself is final by itself; only a new attribution of its
 * contact can be a person's word.
 */
export const isSettled = (conversion: Conversion, attributed: Attributed, { now }: Occasion): boolean => {
  if (wasWaitedForInVain(conversion.attribution)) return true;
  if (attributed.isNew || conversion.version === 0 || conversion.finalAt === undefined) return false;
  return conversion.finalAt <= (attributed.dossier.arrived?.receivedAt ?? now);
};

/** Whether nothing would be said that was not said already. */
export const isSaid = (before: Conversion, after: Conversion): boolean =>
  before.version > 0 &&
  before.occurredAt === after.occurredAt &&
  before.finalAt === after.finalAt &&
  answerOf(before.attribution) === answerOf(after.attribution);

const answerOf = (attribution: ConversionAttribution): string =>
  attribution.status === 'attributed' ? contentOfCredits(attribution.credits) : JSON.stringify(attribution);
