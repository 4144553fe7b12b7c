import { Announcements, type Announcement } from '@whence/affiliate-application';
import type { Instant } from '@whence/affiliate-domain';
import { eventTopics, type CommissionPosting, type EventType } from '@whence/contracts-events';
import { newId } from '@whence/platform/crypto';
import { addToOutbox, type OutgoingEvent } from '@whence/platform/outbox';
import type { Transaction } from '@whence/platform/postgres';

import { takeTurn } from './take-turns.js';

const typeOf = {
  accrued: 'whence.commission.accrued.v1',
  reversed: 'whence.commission.reversed.v1',
  due: 'whence.commission.due.v1',
} as const satisfies Record<Announcement['kind'], EventType>;

const source = '/whence/affiliate-payouts';

/** Announcements become events of the context's own outbox. */
export class PostgresAnnouncements extends Announcements {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async add(announcements: readonly Announcement[], recordedAt: Instant): Promise<void> {
    if (announcements.length === 0) return;
    const ids = announcements.map(({ commission }) => commission.partnerId);
    // Before the outbox draws their places: a smaller one that commits later would be published out of order.
    await takeTurn(this.tx, { workspaceId: this.workspaceId, kind: 'partner', ids });
    const events = announcements.map((announcement) => this.eventOf(announcement, recordedAt));
    await addToOutbox(this.tx, 'affiliate', events);
  }

  private eventOf(announcement: Announcement, recordedAt: Instant): OutgoingEvent {
    const { kind, commission } = announcement;
    const type = typeOf[kind];
    return {
      id: newId('evt'),
      type,
      topic: eventTopics[type],
      key: commission.partnerId,
      source,
      workspaceId: this.workspaceId,
      occurredAt: new Date(recordedAt),
      body: { ...bodyOf(this.workspaceId, announcement) },
    };
  }
}

const bodyOf = (workspaceId: string, announcement: Announcement): CommissionPosting => {
  const { commission, amount, refund, ledgerTransactionId } = announcement;
  const { linkId, campaignId, channel } = commission;
  return {
    workspaceId,
    commissionId: commission.id,
    partnerId: commission.partnerId,
    programId: commission.programId,
    programVersion: commission.programVersion,
    conversionId: commission.conversionId,
    conversionVersion: commission.conversionVersion,
    on: commission.on,
    amount: { amountMinor: amount.amountMinor.toString(), currency: amount.currency },
    occurredAt: new Date(commission.occurredAt).toISOString(),
    dueAt: new Date(commission.dueAt).toISOString(),
    ...(linkId === undefined ? {} : { linkId }),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(channel === undefined ? {} : { channel: channel as NonNullable<CommissionPosting['channel']> }),
    ...(refund === undefined
      ? {}
      : { refundId: refund.refundId, refundedAt: new Date(refund.refundedAt).toISOString() }),
    ledgerTransactionId,
  };
};
