import type { ContactId } from '@whence/attribution-domain';

import type { ReferralSeen } from '../ports/announcements.js';
import type { KnownContact } from '../ports/contacts.js';
import type { TouchpointVersion } from '../ports/decisions.js';
import type { Stores } from '../ports/stores.js';
import type { Occasion } from './decide-contact.js';

/** Tells of each touch once, and again when a copy has added to it. A damaged code is nothing anybody sent. */
export const announceReferrals = async (
  stores: Stores,
  touchpoints: readonly TouchpointVersion[],
  context: { readonly contact: KnownContact; readonly contactId: ContactId; readonly occasion: Occasion },
): Promise<void> => {
  if (touchpoints.length === 0) return;
  const { workspaceId, now } = context.occasion;
  const accountIds = [...new Set(touchpoints.map(({ touch }) => touch.channelAccountId))];
  const accounts = await stores.catalogue.accountsById(workspaceId, accountIds);
  const seen = touchpoints.flatMap(({ touch, version }): readonly ReferralSeen[] => {
    if (touch.reference.kind === 'typed' && touch.reference.isDamaged) return [];
    const conversation = context.contact.conversations.find((known) => known.id === touch.conversationId);
    const account = accounts.find((known) => known.id === touch.channelAccountId);
    if (conversation === undefined || account === undefined) return [];
    return [{ kind: 'referral-seen', contactId: context.contactId, conversation, account, touch, version }];
  });
  await stores.announcements.add(workspaceId, seen, now);
};
