import type { Announcement } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';
import { eventTopics, type DecidedConversation, type EventType } from '@whence/contracts-events';
import { newId } from '@whence/platform/crypto';
import type { OutgoingEvent } from '@whence/platform/outbox';

import { toAttributionBody } from './attribution-body.js';
import { conversionAttributedBody, conversionRecordedBody, conversionRefundedBody } from './conversion-body.js';
import { referralBody } from './referral-body.js';

/** Turns what attribution announces into the published events. */
export const toEvent = (announcement: Announcement, workspaceId: WorkspaceId, now: Instant): OutgoingEvent => {
  const { type, key, occurredAt, body } = describe(announcement, workspaceId, now);
  return {
    id: newId('evt'),
    type,
    topic: eventTopics[type],
    key,
    source: '/whence/attribution',
    workspaceId,
    occurredAt: new Date(occurredAt),
    body: body as OutgoingEvent['body'],
  };
};

interface Described {
  readonly type: EventType;
  readonly key: string;
  readonly occurredAt: Instant;
  readonly body: object;
}

const describe = (announcement: Announcement, workspaceId: WorkspaceId, now: Instant): Described => {
  switch (announcement.kind) {
    case 'conversation-started':
      return conversationStarted(announcement, workspaceId);
    case 'referral-seen':
      return {
        type: 'whence.messaging.referral.v1',
        key: announcement.contactId,
        occurredAt: announcement.touch.enteredAt,
        body: referralBody(announcement, workspaceId),
      };
    case 'attribution-decided':
      return attributionDecided(announcement, workspaceId, now);
    case 'attribution-finalized':
      return attributionFinalized(announcement, workspaceId, now);
    case 'conversion-recorded':
      return {
        type: 'whence.conversion.recorded.v1',
        key: announcement.conversion.id,
        occurredAt: announcement.conversion.occurredAt,
        body: conversionRecordedBody(announcement.conversion, workspaceId),
      };
    case 'conversion-refunded':
      return {
        type: 'whence.conversion.refunded.v1',
        key: announcement.conversion.id,
        occurredAt: announcement.refund.occurredAt,
        body: conversionRefundedBody(announcement, workspaceId),
      };
    case 'conversion-attributed':
      return {
        type: 'whence.conversion.attributed.v1',
        key: announcement.conversion.id,
        occurredAt: announcement.conversion.occurredAt,
        body: conversionAttributedBody(announcement, workspaceId),
      };
  }
};

const conversationStarted = (
  { contactId, conversation, openedAt }: Extract<Announcement, { kind: 'conversation-started' }>,
  workspaceId: WorkspaceId,
): Described => ({
  type: 'whence.conversation.started.v1',
  key: contactId,
  occurredAt: openedAt,
  body: {
    workspaceId,
    conversationId: conversation.id,
    contactId,
    channel: conversation.channel,
    channelAccountId: conversation.channelAccountId,
    openedAt: new Date(openedAt).toISOString(),
  },
});

const attributionDecided = (
  decided: Extract<Announcement, { kind: 'attribution-decided' }>,
  workspaceId: WorkspaceId,
  now: Instant,
): Described => ({
  type: decided.supersedes === undefined ? 'whence.attribution.decided.v1' : 'whence.attribution.superseded.v1',
  key: decided.contactId,
  occurredAt: decided.attribution.decidedAt,
  body: {
    ...decidedConversation(decided, workspaceId, now),
    ...(decided.supersedes === undefined ? {} : { supersedes: decided.supersedes }),
    because: decided.attribution.because,
  },
});

const attributionFinalized = (
  finalized: Extract<Announcement, { kind: 'attribution-finalized' }>,
  workspaceId: WorkspaceId,
  now: Instant,
): Described => ({
  type: 'whence.attribution.finalized.v1',
  key: finalized.contactId,
  occurredAt: finalized.attribution.finalAt,
  body: { ...decidedConversation(finalized, workspaceId, now), because: 'finality-reached' },
});

const decidedConversation = (
  {
    contactId,
    conversation,
    attribution,
  }: Extract<Announcement, { kind: 'attribution-decided' | 'attribution-finalized' }>,
  workspaceId: WorkspaceId,
  now: Instant,
): Omit<DecidedConversation, 'because'> => ({
  workspaceId,
  contactId,
  conversationId: conversation.id,
  channel: conversation.channel,
  channelAccountId: conversation.channelAccountId,
  openedAt: new Date(attribution.openedAt).toISOString(),
  attribution: toAttributionBody(attribution, now),
});
