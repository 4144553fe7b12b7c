import type { ConversationId, Instant, Signal } from '@whence/attribution-domain';

import type { KnownContact, KnownConversation } from '../ports/contacts.js';

export interface OpenedConversation extends KnownConversation {
  readonly openedAt: Instant;
  /** It was known before, and an earlier message moved the time. */
  readonly isMoved: boolean;
}

/** Conversations of which it is new when they were opened: by their first inbound message. */
export const openConversations = (
  contact: KnownContact,
  signals: readonly Signal[],
): ReadonlyMap<ConversationId, OpenedConversation> => {
  const times = openingTimes(signals);
  const opened = contact.conversations.flatMap((conversation): readonly OpenedConversation[] => {
    const openedAt = times.get(conversation.id);
    if (openedAt === undefined || conversation.openedAt === openedAt || isAnotherContacts(conversation)) return [];
    return [{ ...conversation, openedAt, isMoved: conversation.openedAt !== undefined }];
  });
  return new Map(opened.map((conversation) => [conversation.id, conversation]));
};

const isAnotherContacts = ({ answeredBy }: KnownConversation): boolean => answeredBy !== undefined;

const openingTimes = (signals: readonly Signal[]): ReadonlyMap<ConversationId, Instant> => {
  const times = new Map<ConversationId, Instant>();
  for (const { kind, conversationId, occurredAt } of signals) {
    if (kind !== 'message-received') continue;
    times.set(conversationId, Math.min(occurredAt.at, times.get(conversationId) ?? occurredAt.at));
  }
  return times;
};
