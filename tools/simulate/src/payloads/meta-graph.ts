import type { Utterance } from './utterance.js';

type Json = Readonly<Record<string, unknown>>;

/** Meta's own webhook of Instagram and Messenger: `entry[].messaging[]` in both. */
export const metaGraphPayload = (utterance: Utterance): Json => notification(utterance, contentOf(utterance));

/** The person has read what there is: no evidence of anything. */
export const metaReadPayload = (utterance: Utterance): Json =>
  notification(utterance, { read: { mid: utterance.messageId } });

/** What the business answers comes back as an echo, with sender and recipient swapped. */
export const metaEchoPayload = (utterance: Utterance): Json => {
  const { account, participant, messageId, at } = utterance;
  const item = {
    sender: { id: account.platformId },
    recipient: { id: participant.id },
    timestamp: at + 1,
    message: { mid: `${messageId}-answer`, is_echo: true, text: 'Thank you for writing!' },
  };
  return envelope(utterance, item);
};

const contentOf = ({ kind, messageId, text, referral }: Utterance): Json => {
  const told = referral === undefined ? {} : { referral };
  switch (kind) {
    case 'message':
      return { message: { mid: messageId, text, ...told } };
    case 'postback':
      return { postback: { mid: messageId, title: text, payload: 'GET_STARTED', ...told } };
    case 'referral':
      return told;
  }
};

const notification = (utterance: Utterance, content: Json): Json =>
  envelope(utterance, {
    sender: { id: utterance.participant.id },
    recipient: { id: utterance.account.platformId },
    timestamp: utterance.at,
    ...content,
  });

const envelope = ({ channel, account, at }: Utterance, item: Json): Json => ({
  object: channel === 'instagram' ? 'instagram' : 'page',
  entry: [{ id: account.platformId, time: at + 2, messaging: [item] }],
});
