import type { ReferralSeen } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import type { MessagingReferralV1, Platform, Referral } from '@whence/contracts-events';
import { onlyKnown, type Channel } from '@whence/signals';

const platformOf: Record<Channel, Platform> = { instagram: 'instagram', messenger: 'facebook', whatsapp: 'whatsapp' };

/** The normalized shape that integrators asked their vendors for, the same for every channel and provider. */
export const referralBody = (
  { contactId, conversation, account, touch, version }: ReferralSeen,
  workspaceId: WorkspaceId,
): MessagingReferralV1 => ({
  event: 'messaging.referral',
  workspaceId,
  platform: platformOf[conversation.channel],
  version,
  touchpointId: touch.id,
  occurredAt: new Date(touch.enteredAt).toISOString(),
  account: {
    id: account.id,
    ...(account.externalId === undefined ? {} : { externalId: account.externalId }),
    handle: account.handle,
  },
  conversation: { id: conversation.id },
  sender: { id: conversation.participantId, contactId },
  referral: referralOf(touch),
});

/** What the platform delivered, as delivered, and what we made of it. */
const referralOf = ({ reference, link, coupon }: ReferralSeen['touch']): Referral => {
  const made = link === undefined ? {} : { code: link.refCode, linkId: link.id };
  if (reference.kind === 'typed') return { textCode: reference.code, ...made };
  if (reference.kind === 'coupon') return onlyKnown({ coupon: coupon?.code });
  return { ...(reference.delivered as Referral), ...made };
};
