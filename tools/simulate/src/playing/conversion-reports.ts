import type { Brand } from '../brand/brand.js';
import { participantOf } from '../brand/run.js';
import type { Person, PlannedConversion } from '../people/person.js';

/** The body of `POST /v1/conversions`. */
export interface ConversionReport {
  readonly type: 'lead' | 'sale';
  readonly externalId: string;
  readonly contact: Readonly<Record<string, unknown>>;
  readonly amount?: { readonly amountMinor: string; readonly currency: string };
  readonly occurredAt?: string;
}

export interface ReportFacts {
  readonly brand: Brand;
  /** UTC milliseconds. */
  readonly at: number;
  readonly conversationId: string | undefined;
}

/** What the brand's own shop reports of a person, in order. */
export const conversionReports = (person: Person, facts: ReportFacts): readonly ConversionReport[] =>
  person.conversions.map((conversion, place) => ({
    type: conversion.type,
    externalId: `${facts.brand.run.name}-${person.number}-${place}`,
    contact: contactOf(person, conversion, { ...facts, isFirst: place === 0 }),
    ...(conversion.amountMinor === undefined
      ? {}
      : { amount: { amountMinor: conversion.amountMinor.toString(), currency: facts.brand.terms.currency } }),
    ...(conversion.saysWhen ? { occurredAt: new Date(facts.at + place).toISOString() } : {}),
  }));

/** The shop's own user id is told together with the channel identity once; from then on it is enough. */
const contactOf = (
  person: Person,
  { namedBy }: PlannedConversion,
  { brand, conversationId, isFirst }: ReportFacts & { readonly isFirst: boolean },
): Readonly<Record<string, unknown>> => {
  const participantId = participantOf(person, brand.run).id;
  const channelIdentity = { channelAccountId: brand.accounts[person.channel].id, participantId };
  const externalUserId = `user-${brand.run.name}-${person.number}`;
  switch (namedBy) {
    case 'channel-identity':
      return { channelIdentity };
    case 'conversation':
      return { conversationId };
    case 'external-user':
      return isFirst ? { channelIdentity, externalUserId } : { externalUserId };
  }
};
