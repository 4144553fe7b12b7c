import type { ServedConversation } from './zernio-server.js';

export const refCode = 'ANNA10';

/** A channel account with a link of its own that Zernio knows. */
export interface TestAccount {
  readonly id: string;
  readonly zernioAccountId: string;
  readonly webhookPath: string;
}

const minuteMs = 60_000;

/** When the person wrote: an hour ago. */
export const wroteAt = Date.now() - 60 * minuteMs;

export const iso = (at: number): string => new Date(at).toISOString();

/** A conversation as Zernio has stored it, opened by one message an hour ago. */
export const stored = (
  { zernioAccountId }: TestAccount,
  facts: Partial<ServedConversation> & { readonly capturedMsLater?: number } = {},
): ServedConversation => {
  const { capturedMsLater = 900, ...more } = facts;
  const person = `1784${zernioAccountId.replace(/\D/g, '')}`;
  return {
    id: person,
    platform: 'instagram',
    accountId: zernioAccountId,
    participantId: person,
    updatedTime: iso(wroteAt),
    metadata: {
      meta_ad_ref: refCode,
      meta_ad_source: 'IGME-SOURCE-LINK',
      meta_ad_type: 'OPEN_THREAD',
      meta_ad_captured_at: iso(wroteAt + capturedMsLater),
    },
    messages: [
      { id: `mid_${person}`, message: 'Hi!', senderId: person, direction: 'incoming', createdAt: iso(wroteAt + 40) },
    ],
    ...more,
  };
};

/** The webhook of the first message of a stored conversation. */
export const webhookOf = (conversation: ServedConversation, referral: object | null) => {
  const { id, participantId, accountId, messages } = conversation;
  return {
    id: `evt_${id}`,
    event: 'message.received',
    timestamp: iso(wroteAt + 1_000),
    message: {
      id: `msg_${id}`,
      platform: 'instagram',
      platformMessageId: messages[0]?.id,
      direction: 'incoming',
      text: messages[0]?.message,
      attachments: [],
      sentAt: iso(wroteAt),
      sender: { id: participantId, name: 'Ana' },
    },
    conversation: { id: '66f0c0', platformConversationId: participantId, participantId, status: 'active' },
    account: { id: accountId, accountId, platform: 'instagram', username: 'brand' },
    metadata: referral === null ? null : { referral },
  };
};

/** Meta's referral of the link. */
export const linkReferral = {
  ref: refCode,
  source: 'IGME-SOURCE-LINK',
  type: 'OPEN_THREAD',
};
