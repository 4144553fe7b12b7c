import type { ContactId } from '@whence/attribution-domain';

import type { ContactReference } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';

export type Identified =
  | { readonly kind: 'identified'; readonly contactId: ContactId }
  | { readonly kind: 'not-yet-known' }
  | { readonly kind: 'contradicting-contact' }
  | { readonly kind: 'unknown-conversation' };

/** Whom a conversion names. Names given together must not belong to different contacts. */
export const identifyContact = async (
  { contacts }: Stores,
  { conversationId, channelIdentity, externalUserId }: ContactReference,
): Promise<Identified> => {
  const byConversation = conversationId === undefined ? undefined : await contacts.ofConversation(conversationId);
  if (conversationId !== undefined && byConversation === undefined) return { kind: 'unknown-conversation' };
  const byIdentity =
    channelIdentity === undefined
      ? undefined
      : await contacts.ofChannelIdentity(channelIdentity.channelAccountId, channelIdentity.participantId);
  const byUser = externalUserId === undefined ? undefined : await contacts.ofExternalUser(externalUserId);

  const named = new Set([byConversation, byIdentity, byUser].filter((contactId) => contactId !== undefined));
  if (named.size > 1) return { kind: 'contradicting-contact' };
  const [contactId] = named;
  return contactId === undefined ? { kind: 'not-yet-known' } : { kind: 'identified', contactId };
};
