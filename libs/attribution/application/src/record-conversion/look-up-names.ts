import type { ChannelParticipant, NamedContact } from '../ports/contacts.js';
import type { ContactReference } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';
import type { Occasion } from '../decide-contacts/decide-contacts.js';

/** Contacts that a conversion names. */
export interface Named {
  readonly kind: 'named';
  /** The surest first; at least one. */
  readonly names: readonly NamedContact[];
  /** A name on a channel on which nobody has been met by it. */
  readonly unmet?: ChannelParticipant;
}

export type LookedUp =
  | Named
  | { readonly kind: 'not-yet-known' }
  | { readonly kind: 'unknown-conversation' }
  | { readonly kind: 'unknown-channel-account' };

/** A person may be met later; a conversation or a channel account that the workspace does not have never will be. */
export const lookUpNames = async (
  stores: Stores,
  reference: ContactReference,
  occasion: Occasion,
): Promise<LookedUp> => {
  const byConversation = await ofConversation(stores, reference);
  if (byConversation === 'unknown') return { kind: 'unknown-conversation' };
  const byIdentity = await ofChannelIdentity(stores, reference, occasion);
  if (byIdentity === 'unknown-account') return { kind: 'unknown-channel-account' };
  const byUser = await ofExternalUser(stores, reference);
  const names = [byConversation, byIdentity?.named, byUser].filter((named) => named !== undefined);
  if (names.length === 0) return { kind: 'not-yet-known' };
  return { kind: 'named', names, ...(byIdentity?.unmet === undefined ? {} : { unmet: byIdentity.unmet }) };
};

const ofConversation = async (
  { contacts }: Stores,
  { conversationId }: ContactReference,
): Promise<NamedContact | 'unknown' | undefined> =>
  conversationId === undefined ? undefined : ((await contacts.ofConversation(conversationId)) ?? 'unknown');

const ofChannelIdentity = async (
  { contacts, catalogue }: Stores,
  { channelIdentity }: ContactReference,
  { workspaceId }: Occasion,
): Promise<{ readonly named?: NamedContact; readonly unmet?: ChannelParticipant } | 'unknown-account' | undefined> => {
  if (channelIdentity === undefined) return undefined;
  const { channelAccountId, participantId } = channelIdentity;
  const named = await contacts.ofChannelIdentity(channelAccountId, participantId);
  if (named !== undefined) return { named };
  const [account] = await catalogue.accountsById(workspaceId, [channelAccountId]);
  return account === undefined ? 'unknown-account' : { unmet: { channel: account.channel, ...channelIdentity } };
};

const ofExternalUser = async (
  { contacts }: Stores,
  { externalUserId }: ContactReference,
): Promise<NamedContact | undefined> =>
  externalUserId === undefined ? undefined : contacts.ofExternalUser(externalUserId);
