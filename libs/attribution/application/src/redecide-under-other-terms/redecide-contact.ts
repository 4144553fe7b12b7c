import type { Attribution, Instant } from '@whence/attribution-domain';

import { answerAnew, attributeAnew } from '../decide-anew/answer-anew.js';
import { changesBetween } from '../decide-anew/changes-between.js';
import { knownAt, type History } from '../decide-anew/known-at.js';
import { openingIdOf } from '../decide-contacts/attribute-one.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Conversion } from '../ports/conversions.js';
import { saidOfContact, saidOfConversion, type Effect, type Redecided, type Said } from './redecided.js';

/** One contact as it was decided about, and as it would have been. */
export interface TwoDossiers {
  readonly own: Dossier;
  readonly other: Dossier;
  readonly history: History;
  readonly now: Instant;
}

export interface RedecidedContact {
  readonly redecided: readonly Redecided[];
  /** The decision is not final, and would be at another moment. */
  readonly finalityMoves: boolean;
}

/** A contact's opening and its other conversions under other terms. Nothing is said of a person who has not written. */
export const redecideContact = (dossiers: TwoDossiers, conversions: readonly Conversion[]): RedecidedContact => {
  const { standing } = dossiers.own;
  if (standing === undefined) return { redecided: [], finalityMoves: false };

  const followed = followedIn(standing, dossiers);
  return {
    redecided: [
      redecideOpening(followed, dossiers),
      ...conversions
        .filter(({ type }) => type !== 'opening')
        .map((conversion) => redecideConversion(conversion, followed, dossiers)),
    ],
    finalityMoves: followed.then.finalAt !== standing.finalAt,
  };
};

/** What is said of a contact: its opening takes that, and so does each conversion that is not decided by itself. */
interface Followed {
  readonly standing: Attribution;
  readonly then: Attribution;
  readonly hadNothingBeenFinal: Attribution;
  readonly isComparable: boolean;
}

const followedIn = (standing: Attribution, dossiers: TwoDossiers): Followed => {
  const again = answerInTime(dossiers.own, dossiers);
  const under = answerInTime(dossiers.other, dossiers) ?? standing;
  const isFinal = standing.finalAt <= dossiers.now;
  return {
    standing,
    then: isFinal ? standing : under,
    hadNothingBeenFinal: under,
    isComparable: again !== undefined && isSame(saidOfContact(standing), saidOfContact(again)),
  };
};

const redecideOpening = (followed: Followed, { own: { contact } }: TwoDossiers): Redecided => {
  const [now, then, hadNothingBeenFinal] = [
    saidOfContact(followed.standing),
    saidOfContact(followed.then),
    saidOfContact(followed.hadNothingBeenFinal),
  ];
  const weighed = weigh({ now, then, hadNothingBeenFinal }, followed.isComparable);
  return { contactId: contact.id, id: openingIdOf(contact.id), type: 'opening', ...weighed };
};

const redecideConversion = (conversion: Conversion, followed: Followed, dossiers: TwoDossiers): Redecided => {
  const { own, other, now } = dossiers;
  const isFinal = conversion.finalAt !== undefined && conversion.finalAt <= now;
  const saidUnder = (dossier: Dossier, attribution: Attribution): Said =>
    saidOfConversion(attributeInTime(conversion, { dossier, attribution }, dossiers).attribution);
  const recorded = saidOfConversion(conversion.attribution);
  const weighed = weigh(
    {
      now: recorded,
      then: isFinal ? recorded : saidUnder(other, followed.then),
      hadNothingBeenFinal: saidUnder(other, followed.hadNothingBeenFinal),
    },
    followed.isComparable && isSame(recorded, saidUnder(own, followed.standing)),
  );
  return { contactId: own.contact.id, id: conversion.id, type: conversion.type, ...weighed };
};

type Weighed = Pick<Redecided, 'now' | 'then' | 'hadNothingBeenFinal' | 'effect'>;

/** Where the own terms do not lead to what is on record, a difference would not be the other terms' doing. */
const weigh = (said: Omit<Weighed, 'effect'>, isComparable: boolean): Weighed =>
  isComparable
    ? { ...said, effect: effectOf(said) }
    : { now: said.now, then: said.now, hadNothingBeenFinal: said.now, effect: 'incomparable' };

const effectOf = ({ now, then, hadNothingBeenFinal }: Omit<Weighed, 'effect'>): Effect => {
  if (!isSame(now, then)) return 'would-change';
  return isSame(now, hadNothingBeenFinal) ? 'same' : 'stays-final';
};

const isSame = (one: Said, other: Said): boolean => changesBetween(one.fields, other.fields).length === 0;

type Knowing = Pick<TwoDossiers, 'history'>;

const answerInTime = (dossier: Dossier, knowing: Knowing): Attribution | undefined => {
  const attribution = answerAnew(dossier).revision?.attribution;
  return attribution && answerAnew(knownInTime(dossier, attribution.finalAt, knowing)).revision?.attribution;
};

const attributeInTime = (
  conversion: Conversion,
  { dossier, attribution }: { readonly dossier: Dossier; readonly attribution: Attribution },
  knowing: Knowing,
): Conversion => {
  const { finalAt = attribution.finalAt } = attributeAnew(conversion, dossier, attribution);
  return attributeAnew(conversion, knownInTime(dossier, finalAt, knowing), attribution);
};

/**
 * Nothing that came into the catalogue after the answer was final has a part in it; when that is depends on the evidence and the
 * settings alone. A person's word is taken at any time, with what is known then.
 */
const knownInTime = (dossier: Dossier, finalAt: Instant, { history }: Knowing): Dossier => ({
  ...knownAt(dossier, finalAt, history),
  overrideFacts: dossier.overrideFacts,
});
