import type { ContactId, ConversationId, Instant, Signal } from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';
import type { Occasion } from './decide-contact.js';

/** Sets when each conversation was opened: its first inbound message. Announced once; an earlier message moves the time. */
export const openConversations = async (
  stores: Stores,
  contact: KnownContact,
  context: { readonly contactId: ContactId; readonly signals: readonly Signal[]; readonly occasion: Occasion },
): Promise<KnownContact> => {
  const openings = openingTimes(context.signals);
  for (const conversation of contact.conversations) {
    const openedAt = openings.get(conversation.id);
    if (openedAt === undefined || conversation.openedAt === openedAt) continue;
    await stores.contacts.setOpenedAt(conversation.id, openedAt);
    if (conversation.openedAt !== undefined) continue;
    await stores.announcements.add(
      context.occasion.workspaceId,
      [{ kind: 'conversation-started', contactId: context.contactId, conversation, openedAt }],
      context.occasion.now,
    );
  }
  const conversations = contact.conversations.map((conversation) => {
    const openedAt = openings.get(conversation.id);
    return openedAt === undefined ? conversation : { ...conversation, openedAt };
  });
  return { ...contact, conversations };
};

const openingTimes = (signals: readonly Signal[]): ReadonlyMap<ConversationId, Instant> => {
  const times = new Map<ConversationId, Instant>();
  for (const { kind, conversationId, occurredAt } of signals) {
    if (kind !== 'message-received') continue;
    times.set(conversationId, Math.min(occurredAt.at, times.get(conversationId) ?? occurredAt.at));
  }
  return times;
};
