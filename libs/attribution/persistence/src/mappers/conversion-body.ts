import type { Announcement, Conversion, Refund } from '@whence/attribution-application';
import type { Credit, WorkspaceId } from '@whence/attribution-domain';
import type {
  ConversionAttributedV1,
  ConversionCredit,
  ConversionRecordedV1,
  ConversionRefundedV1,
  Money,
} from '@whence/contracts-events';

import { toCreditBody } from './attribution-body.js';

export const conversionRecordedBody = (conversion: Conversion, workspaceId: WorkspaceId): ConversionRecordedV1 => ({
  workspaceId,
  conversionId: conversion.id,
  type: conversion.type,
  ...(conversion.externalId === undefined ? {} : { externalId: conversion.externalId }),
  occurredAt: new Date(conversion.occurredAt).toISOString(),
  ...amountOf(conversion),
});

export const conversionAttributedBody = (
  { conversion, contactId, channel }: Extract<Announcement, { kind: 'conversion-attributed' }>,
  workspaceId: WorkspaceId,
): ConversionAttributedV1 => ({
  ...conversionRecordedBody(conversion, workspaceId),
  version: conversion.version,
  contactId,
  ...(conversion.conversationId === undefined ? {} : { conversationId: conversion.conversationId }),
  ...(channel === undefined ? {} : { channel }),
  ...answerOf(conversion),
  isFinal: conversion.isFinal,
  ...(conversion.finalAt === undefined ? {} : { finalAt: new Date(conversion.finalAt).toISOString() }),
});

export const conversionRefundedBody = (
  { conversion, refund }: Extract<Announcement, { kind: 'conversion-refunded' }>,
  workspaceId: WorkspaceId,
): ConversionRefundedV1 => ({
  workspaceId,
  conversionId: conversion.id,
  refundId: refund.id,
  refundExternalId: refund.externalId,
  ...(conversion.contactId === undefined ? {} : { contactId: conversion.contactId }),
  occurredAt: new Date(refund.occurredAt).toISOString(),
  ...amountsOf(conversion, refund),
});

const amountsOf = (
  { amount: paid }: Conversion,
  { part }: Refund,
): Pick<ConversionRefundedV1, 'amount' | 'refundedToDate' | 'conversionAmount'> =>
  part === undefined || paid === undefined
    ? {}
    : { amount: toMoney(part.amount), refundedToDate: toMoney(part.refundedToDate), conversionAmount: toMoney(paid) };

const answerOf = ({ attribution }: Conversion): Pick<ConversionAttributedV1, 'status' | 'reason' | 'credits'> => {
  if (attribution.status === 'attributed') {
    return { status: 'attributed', credits: attribution.credits.map(toConversionCredit) };
  }
  const reason = attribution.status === 'unattributed' ? attribution.reason : 'contact-unknown';
  return { status: 'unattributed', reason, credits: [] };
};

const toConversionCredit = (credit: Credit): ConversionCredit => ({
  ...toCreditBody(credit),
  ...(credit.programVersion === undefined ? {} : { programVersion: credit.programVersion }),
});

const amountOf = ({ amount }: Conversion): { readonly amount?: Money } =>
  amount === undefined ? {} : { amount: toMoney(amount) };

const toMoney = ({ amountMinor, currency }: NonNullable<Conversion['amount']>): Money => ({
  amountMinor: amountMinor.toString(),
  currency,
});
