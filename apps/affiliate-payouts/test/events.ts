import { eventTopics, type EventBody, type EventType } from '@whence/contracts-events';
import { newId } from '@whence/platform/crypto';
import type { OutgoingEvent } from '@whence/platform/outbox';

const anEvent = <Type extends EventType>(type: Type, body: EventBody<Type>): OutgoingEvent => ({
  id: newId('evt'),
  type,
  topic: eventTopics[type],
  key: 'any',
  source: '/whence/test',
  workspaceId: body.workspaceId,
  occurredAt: new Date(0),
  body: { ...(body as OutgoingEvent['body']) },
});

export const aPartner = (workspaceId: string, id: string): OutgoingEvent =>
  anEvent('whence.partner.changed.v1', {
    workspaceId,
    revision: 1,
    partner: { id, name: 'A partner', status: 'active' },
  });

/** Pays 7.5 % of a sale, 30 days later. */
export const aProgram = (workspaceId: string, id: string): OutgoingEvent =>
  anEvent('whence.program.changed.v1', {
    workspaceId,
    revision: 1,
    program: {
      id,
      version: 1,
      name: 'Creators',
      currency: 'BRL',
      rewards: [{ on: 'sale', kind: 'percentage', basisPoints: 750 }],
      windowDays: 30,
      holdDays: 30,
      effectiveFrom: '1970-01-01T00:00:00.000Z',
    },
  });

export const aRefund = (
  workspaceId: string,
  { conversionId, toDateMinor, amountMinor }: { conversionId: string; toDateMinor: string; amountMinor: string },
): OutgoingEvent =>
  anEvent('whence.conversion.refunded.v1', {
    workspaceId,
    conversionId,
    refundId: newId('rfd'),
    refundExternalId: `refund-${toDateMinor}`,
    occurredAt: '2026-01-20T10:00:00.000Z',
    amount: { amountMinor, currency: 'BRL' },
    refundedToDate: { amountMinor: toDateMinor, currency: 'BRL' },
    conversionAmount: { amountMinor: '1999', currency: 'BRL' },
  });

export interface SaleFacts {
  readonly amountMinor: string;
  readonly occurredAt: string;
  readonly partnerId: string;
  readonly programId: string;
  readonly conversionId?: string;
}

export const aSale = (
  workspaceId: string,
  { amountMinor, occurredAt, conversionId = newId('cvn'), ...earner }: SaleFacts,
): OutgoingEvent =>
  anEvent('whence.conversion.attributed.v1', {
    workspaceId,
    conversionId,
    version: 1,
    type: 'sale',
    occurredAt,
    amount: { amountMinor, currency: 'BRL' },
    contactId: newId('ctc'),
    channel: 'whatsapp',
    status: 'attributed',
    isFinal: false,
    finalAt: occurredAt,
    credits: [{ ...earner, programVersion: 1, shareMillionths: 1_000_000 }],
  });
