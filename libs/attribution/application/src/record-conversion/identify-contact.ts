import type { ContactId, WorkspaceId } from '@whence/attribution-domain';

import type { ContactReference } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';

export type Identified =
  | { readonly kind: 'identified'; readonly contactId: ContactId }
  | { readonly kind: 'not-yet-known' }
  | { readonly kind: 'contradicting-contact' }
  | { readonly kind: 'unknown-conversation' }
  | { readonly kind: 'unknown-channel-account' };

/** Whom a conversion names. Names given together must not belong to different contacts. */
export const identifyContact = async (
  stores: Stores,
  workspaceId: WorkspaceId,
  reference: ContactReference,
): Promise<Identified> => {
  const byConversation = await ofConversation(stores, reference);
  if (byConversation === 'unknown') return { kind: 'unknown-conversation' };
  const byIdentity = await ofChannelIdentity(stores, workspaceId, reference);
  if (byIdentity === 'unknown-account') return { kind: 'unknown-channel-account' };
  const byUser = await ofExternalUser(stores, reference);

  const named = new Set([byConversation, byIdentity, byUser].filter((contactId) => contactId !== undefined));
  if (named.size > 1) return { kind: 'contradicting-contact' };
  const [contactId] = named;
  return contactId === undefined ? { kind: 'not-yet-known' } : { kind: 'identified', contactId };
};

const ofConversation = async (
  { contacts }: Stores,
  { conversationId }: ContactReference,
): Promise<ContactId | 'unknown' | undefined> =>
  conversationId === undefined ? undefined : ((await contacts.ofConversation(conversationId)) ?? 'unknown');

/** A person may be met later; a channel account that the workspace does not have never will be. */
const ofChannelIdentity = async (
  { contacts, catalogue }: Stores,
  workspaceId: WorkspaceId,
  { channelIdentity }: ContactReference,
): Promise<ContactId | 'unknown-account' | undefined> => {
  if (channelIdentity === undefined) return undefined;
  const { channelAccountId, participantId } = channelIdentity;
  const contactId = await contacts.ofChannelIdentity(channelAccountId, participantId);
  if (contactId !== undefined) return contactId;
  const accounts = await catalogue.accountsById(workspaceId, [channelAccountId]);
  return accounts.length === 0 ? 'unknown-account' : undefined;
};

const ofExternalUser = async (
  { contacts }: Stores,
  { externalUserId }: ContactReference,
): Promise<ContactId | undefined> =>
  externalUserId === undefined ? undefined : contacts.ofExternalUser(externalUserId);
