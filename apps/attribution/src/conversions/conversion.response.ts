import type { Conversion } from '@whence/attribution-application';
import { contentOfCredits, type Attribution, type Credit } from '@whence/attribution-domain';
import { toAttributionBody, type ConversionView } from '@whence/attribution-persistence';
import { MoneyBody } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { AttributionResponse } from '../conversations/attribution.response.js';
import { toMoneyBody } from '../money.mapper.js';

const types = ['opening', 'lead', 'sale'] as const;
const statuses = ['attributed', 'unattributed', 'parked'] as const;

export class ConversionResponse {
  @ApiProperty({ type: String, example: 'cvn_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  id!: string;

  @ApiProperty({ enum: types })
  type!: (typeof types)[number];

  @ApiPropertyOptional({ type: String })
  externalId?: string;

  @ApiProperty({
    enum: statuses,
    description: '`parked` until its contact is known and has written, for 30 days at most.',
  })
  status!: (typeof statuses)[number];

  @ApiPropertyOptional({ type: String, description: 'Why it is unattributed.', example: 'precedes-the-conversation' })
  reason?: string;

  @ApiPropertyOptional({ type: MoneyBody })
  amount?: MoneyBody;

  @ApiPropertyOptional({ type: String, example: 'ANNA10', description: 'The coupon that was given with it.' })
  coupon?: string;

  @ApiProperty({ type: String, format: 'date-time' })
  occurredAt!: string;

  @ApiPropertyOptional({ type: String })
  contactId?: string;

  @ApiPropertyOptional({ type: String })
  conversationId?: string;

  @ApiProperty({ type: AttributionResponse, nullable: true, description: 'Null where its contact has none.' })
  attribution!: AttributionResponse | null;
}

export class ConversionPage {
  @ApiProperty({ type: [ConversionResponse] })
  items!: readonly ConversionResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export const toConversionResponse = ({ conversion, attribution }: ConversionView, now: number): ConversionResponse => ({
  id: conversion.id,
  type: conversion.type,
  ...(conversion.externalId === undefined ? {} : { externalId: conversion.externalId }),
  status: conversion.attribution.status,
  ...(conversion.attribution.status === 'unattributed' ? { reason: conversion.attribution.reason } : {}),
  ...(conversion.amount === undefined ? {} : { amount: toMoneyBody(conversion.amount) }),
  ...(conversion.coupon === undefined ? {} : { coupon: conversion.coupon.code }),
  occurredAt: new Date(conversion.occurredAt).toISOString(),
  ...(conversion.contactId === undefined ? {} : { contactId: conversion.contactId }),
  ...(conversion.conversationId === undefined ? {} : { conversationId: conversion.conversationId }),
  attribution: attributionOf(conversion, attribution, now),
});

/** The contact's attribution as it applies to this conversion: one that precedes the conversation has nobody's. */
const attributionOf = (
  { attribution: own }: Conversion,
  ofContact: Attribution | undefined,
  now: number,
): AttributionResponse | null => {
  if (own.status === 'parked' || ofContact === undefined) return null;
  if (own.status === 'attributed') return toAttributionBody(creditedWith(own.credits, ofContact), now);
  const whole = toAttributionBody(ofContact, now);
  if (ofContact.status !== 'credited') return whole;
  const { status: _status, matchType: _matchType, credits: _credits, ...rest } = whole;
  const { linkId: _l, partnerId: _p, campaignId: _c, adId: _a, programId: _g, ...unnamed } = rest;
  return { ...unnamed, status: 'unattributed', reason: own.reason, credits: [] };
};

/** Where the model asks about each conversion, its credits may be others than the contact's. */
const creditedWith = (credits: readonly Credit[], ofContact: Attribution): Attribution => {
  if (contentOfCredits(credits) === contentOfCredits(ofContact.credits)) return ofContact;
  const { reason: _reason, matchType: _matchType, ...rest } = ofContact;
  return { ...rest, status: 'credited', credits };
};
