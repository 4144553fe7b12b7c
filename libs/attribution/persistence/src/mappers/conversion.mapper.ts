import type { Conversion } from '@whence/attribution-application';
import type {
  ContactId,
  ConversationId,
  ConversionAttribution,
  ConversionId,
  Credit,
  TouchpointId,
} from '@whence/attribution-domain';

/** One row of `attribution.conversion`. */
export interface ConversionRecord {
  readonly id: ConversionId;
  readonly type: Conversion['type'];
  readonly external_id: string | null;
  readonly fingerprint: string;
  readonly contact_id: ContactId | null;
  readonly home_contact_id: ContactId | null;
  readonly conversation_id: ConversationId | null;
  readonly amount_minor: string | null;
  readonly currency: string | null;
  readonly coupon: string | null;
  readonly coupon_fingerprint: string | null;
  readonly coupon_touchpoint_id: TouchpointId | null;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly status: ConversionAttribution['status'];
  readonly reason: string | null;
  readonly credits: readonly Credit[];
  readonly version: number;
  readonly final_at: Date | null;
}

export const conversionColumns =
  'id, type, external_id, fingerprint, contact_id, home_contact_id, conversation_id, amount_minor, currency, coupon, coupon_fingerprint, coupon_touchpoint_id, occurred_at, received_at, status, reason, credits, version, final_at';

export const toDomain = (row: ConversionRecord, now: number): Conversion => ({
  id: row.id,
  type: row.type,
  ...(row.external_id === null ? {} : { externalId: row.external_id }),
  ...(row.contact_id === null ? {} : { contactId: row.contact_id }),
  ...(row.home_contact_id === null ? {} : { homeId: row.home_contact_id }),
  ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
  ...(row.amount_minor === null || row.currency === null
    ? {}
    : { amount: { amountMinor: BigInt(row.amount_minor), currency: row.currency } }),
  ...couponOf(row),
  occurredAt: row.occurred_at.getTime(),
  receivedAt: row.received_at.getTime(),
  attribution: toAttribution(row),
  version: row.version,
  isFinal: row.final_at !== null && row.final_at.getTime() <= now,
  ...(row.final_at === null ? {} : { finalAt: row.final_at.getTime() }),
});

const couponOf = (row: ConversionRecord): Pick<Conversion, 'coupon'> => {
  const { coupon: code, coupon_fingerprint: fingerprint, coupon_touchpoint_id: touchpointId } = row;
  if (code === null || fingerprint === null || touchpointId === null) return {};
  return { coupon: { code, fingerprint, touchpointId } };
};

const toAttribution = ({ status, reason, credits }: ConversionRecord): ConversionAttribution => {
  if (status === 'parked') return { status };
  if (status === 'unattributed') return { status, reason: reason ?? 'unknown' };
  const [first, ...rest] = credits;
  if (first === undefined) throw new Error('an attributed conversion without credits');
  return { status, credits: [first, ...rest] };
};

/** One row under the names of its columns. */
export const toRow = (conversion: Conversion, fingerprint: string): object => {
  const { attribution, amount, coupon, finalAt } = conversion;
  return {
    id: conversion.id,
    type: conversion.type,
    external_id: conversion.externalId ?? null,
    fingerprint,
    contact_id: conversion.contactId ?? null,
    home_contact_id: conversion.homeId ?? null,
    conversation_id: conversion.conversationId ?? null,
    ...amountColumns(amount),
    ...couponColumns(coupon),
    occurred_at: new Date(conversion.occurredAt),
    received_at: new Date(conversion.receivedAt),
    status: attribution.status,
    reason: attribution.status === 'unattributed' ? attribution.reason : null,
    credits: attribution.status === 'attributed' ? attribution.credits : [],
    version: conversion.version,
    final_at: finalAt === undefined ? null : new Date(finalAt),
  };
};

const amountColumns = (amount: Conversion['amount']): object =>
  amount === undefined
    ? { amount_minor: null, currency: null }
    : { amount_minor: amount.amountMinor.toString(), currency: amount.currency };

const couponColumns = (coupon: Conversion['coupon']): object => ({
  coupon: coupon?.code ?? null,
  coupon_fingerprint: coupon?.fingerprint ?? null,
  coupon_touchpoint_id: coupon?.touchpointId ?? null,
});
