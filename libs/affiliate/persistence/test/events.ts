import type { AttributedConversion, ProgramTerms, Refund, SaleLimit, WorkspaceId } from '@whence/affiliate-domain';
import { idFor, firstDay } from '@whence/affiliate-testing';
import { eventTopics, type EventBody, type EventType } from '@whence/contracts-events';
import { newId } from '@whence/platform/crypto';
import type { OutgoingEvent } from '@whence/platform/outbox';

const timeOf = (at: number): string => new Date(at).toISOString();

/** An event as its publisher would write it, under a new id. */
export const asEvent = (workspaceId: WorkspaceId, type: EventType, body: object): OutgoingEvent => ({
  id: newId('evt'),
  type,
  topic: eventTopics[type],
  key: 'key',
  source: '/whence/test',
  workspaceId,
  occurredAt: new Date(firstDay),
  body: JSON.parse(JSON.stringify(body)) as OutgoingEvent['body'],
});

export const aConversionEvent = (workspaceId: WorkspaceId, conversion: AttributedConversion): OutgoingEvent => {
  const body = {
    workspaceId,
    conversionId: conversion.id,
    version: conversion.version,
    type: conversion.type,
    occurredAt: timeOf(conversion.occurredAt),
    amount: conversion.amount && {
      amountMinor: conversion.amount.amountMinor.toString(),
      currency: conversion.amount.currency,
    },
    contactId: conversion.contactId,
    channel: conversion.channel,
    status: conversion.credits.length > 0 ? 'attributed' : 'unattributed',
    isFinal: false,
    finalAt: timeOf(conversion.finalAt),
    credits: conversion.credits.map(({ earner, ...credit }) => ({ ...credit, ...earner })),
  };
  return asEvent(workspaceId, 'whence.conversion.attributed.v1', body);
};

/** The conversion is taken to be worth at least what was refunded of it. */
export const aRefundEvent = (
  workspaceId: WorkspaceId,
  { id, conversionId, occurredAt, stretch }: Refund,
): OutgoingEvent => {
  const of = (amountMinor: bigint) => ({ amountMinor: amountMinor.toString(), currency: stretch?.currency ?? '' });
  return asEvent(workspaceId, 'whence.conversion.refunded.v1', {
    workspaceId,
    conversionId,
    refundId: id,
    refundExternalId: `refund-${id.slice(-6)}`,
    occurredAt: timeOf(occurredAt),
    ...(stretch === undefined
      ? {}
      : {
          amount: of(stretch.amountMinor),
          refundedToDate: of(stretch.toDateMinor),
          conversionAmount: of(stretch.toDateMinor),
        }),
  });
};

export const aProgramEvent = (workspaceId: WorkspaceId, terms: ProgramTerms): OutgoingEvent => {
  const body: EventBody<'whence.program.changed.v1'> = {
    workspaceId,
    revision: terms.programVersion,
    program: {
      id: terms.programId,
      version: terms.programVersion,
      name: 'Creators',
      currency: terms.currency,
      rewards: terms.rewards.map((reward) =>
        reward.kind === 'flat' ? { ...reward, amountMinor: reward.amountMinor.toString() } : reward,
      ),
      windowDays: 30,
      holdDays: terms.holdDays,
      ...(terms.saleLimit === undefined ? {} : { saleLimit: limitOf(terms.saleLimit) }),
      effectiveFrom: timeOf(0),
    },
  };
  return asEvent(workspaceId, 'whence.program.changed.v1', body);
};

export const aPartnerEvent = (workspaceId: WorkspaceId, name: string): OutgoingEvent =>
  asEvent(workspaceId, 'whence.partner.changed.v1', {
    workspaceId,
    revision: 1,
    partner: { id: idFor('prt', name), name, status: 'active' },
  });

const limitOf = (limit: SaleLimit): NonNullable<EventBody<'whence.program.changed.v1'>['program']['saleLimit']> => {
  if (limit.kind === 'first') return 'first';
  return limit.kind === 'count' ? { count: limit.count } : { withinDays: limit.days };
};
