import type { ContactId, Reference } from '@whence/attribution-domain';

import { byContact } from '../by-contact.js';
import type { ReferralSeen } from '../ports/announcements.js';
import type { TouchpointVersion } from '../ports/decisions.js';
import type { Stores } from '../ports/stores.js';
import type { Answer } from './answer.js';
import type { Occasion } from './decide-contacts.js';

/**
 * Each touch is told of once, and again when a copy has added to it. A damaged code is nothing anybody sent, nor did a channel
 * tell of what came with a conversion.
 */
export const referralsSeen = async (
  stores: Stores,
  touchpoints: readonly TouchpointVersion[],
  { answers, occasion }: { readonly answers: readonly Answer[]; readonly occasion: Occasion },
): Promise<ReadonlyMap<ContactId, readonly ReferralSeen[]>> => {
  const sent = touchpoints.filter(({ touch }) => wasSent(touch.reference));
  if (sent.length === 0) return new Map();
  const accountIds = [...new Set(sent.map(({ touch }) => touch.channelAccountId))];
  const accounts = await stores.catalogue.accountsById(occasion.workspaceId, accountIds);
  const contacts = new Map(answers.map(({ contact }) => [contact.id, contact]));
  const seen = sent.flatMap(({ contactId, touch, version }): readonly ReferralSeen[] => {
    const conversation = contacts.get(contactId)?.conversations.find((known) => known.id === touch.conversationId);
    const account = accounts.find((known) => known.id === touch.channelAccountId);
    if (conversation === undefined || account === undefined) return [];
    return [{ kind: 'referral-seen', contactId, conversation, account, touch, version }];
  });
  return byContact(seen);
};

const wasSent = (reference: Reference): boolean => {
  switch (reference.kind) {
    case 'delivered':
      return true;
    case 'typed':
      return !reference.isDamaged;
    case 'coupon':
      return reference.given === undefined;
  }
};
