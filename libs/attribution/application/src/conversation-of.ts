import type { KnownContact, KnownConversation } from './ports/contacts.js';

/** The conversation that a decision about the contact names. */
export const conversationOf = (contact: KnownContact, conversationId: KnownConversation['id']): KnownConversation => {
  const conversation = contact.conversations.find((known) => known.id === conversationId);
  if (conversation === undefined) throw new UnknownConversationViolation(conversationId);
  return conversation;
};

/** A decision names a conversation that its contact does not have. */
export class UnknownConversationViolation extends Error {
  constructor(conversationId: string) {
    super(`the decision names ${conversationId}, which is none of the contact's conversations`);
    this.name = 'UnknownConversationViolation';
  }
}
