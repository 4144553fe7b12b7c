import type { Utterance } from './utterance.js';

type Json = Readonly<Record<string, unknown>>;

/** Zernio builds its event a little after the platform told it. */
const buildDelayMs = 3;

const platformNames = { instagram: 'instagram', messenger: 'facebook', whatsapp: 'whatsapp' } as const;

/** Zernio's event of what a person did; `eventId` stays the same when it is delivered again. */
export const zernioPayload = (utterance: Utterance, eventId: string): Json =>
  utterance.kind === 'referral' ? referralReceived(utterance, eventId) : messageReceived(utterance, eventId);

/** Fired once per conversation, in no promised order against its first message, and without saying who began. */
export const zernioConversationStarted = (utterance: Utterance, eventId: string): Json => ({
  ...eventOf(utterance, eventId, 'conversation.started'),
  startedAt: iso(utterance.at + buildDelayMs),
  conversation: {
    id: utterance.participant.id,
    platform: platformNames[utterance.channel],
    participantId: utterance.participant.id,
    participantName: 'Sölvi',
  },
});

const messageReceived = (utterance: Utterance, eventId: string): Json => ({
  ...eventOf(utterance, eventId, 'message.received'),
  message: {
    id: `zmsg-${utterance.messageId}`,
    conversationId: `zcnv-${utterance.participant.id}`,
    platform: platformNames[utterance.channel],
    platformMessageId: utterance.messageId,
    direction: 'incoming',
    text: utterance.text,
    attachments: [],
    isRead: false,
    sentVia: null,
    sentAt: iso(sentAtOf(utterance)),
    sender: senderOf(utterance),
  },
  conversation: conversationOf(utterance),
  metadata: metadataOf(utterance),
});

const referralReceived = (utterance: Utterance, eventId: string): Json => ({
  ...eventOf(utterance, eventId, 'referral.received'),
  referral: utterance.referral,
  sender: senderOf(utterance),
  conversation: conversationOf(utterance),
});

const eventOf = ({ channel, account, at }: Utterance, id: string, event: string): Json => ({
  id,
  event,
  timestamp: iso(at + buildDelayMs),
  account: {
    id: account.zernioId,
    accountId: account.zernioId,
    profileId: 'prof_whence',
    platform: platformNames[channel],
    username: account.handle,
  },
});

const conversationOf = ({ participant }: Utterance): Json => ({
  id: `zcnv-${participant.id}`,
  platformConversationId: participant.id,
  participantId: participant.phone === undefined ? participant.id : `+${participant.phone}`,
  status: 'active',
});

const senderOf = ({ channel, participant }: Utterance): Json => ({
  id: participant.id,
  contactId: `zct-${participant.id}`,
  name: 'Sölvi',
  ...(channel === 'whatsapp'
    ? {
        phoneNumber: participant.phone === undefined ? null : `+${participant.phone}`,
        businessScopedUserId: participant.userId,
      }
    : {}),
});

/** Absent, null or filled: all three are seen. A button's label is repeated as the text, and its payload is here. */
const metadataOf = ({ kind, text, referral }: Utterance): Json | null => {
  const button = kind === 'postback' ? { postbackPayload: 'GET_STARTED', postbackTitle: text } : {};
  const metadata = { ...button, ...(referral === undefined ? {} : { referral }) };
  return Object.keys(metadata).length === 0 ? null : metadata;
};

/** Milliseconds on Instagram and Messenger, whole seconds on WhatsApp. */
const sentAtOf = ({ channel, at }: Utterance): number => (channel === 'whatsapp' ? Math.floor(at / 1_000) * 1_000 : at);

const iso = (at: number): string => new Date(at).toISOString();
