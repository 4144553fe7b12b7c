import type { Utterance } from './utterance.js';

type Json = Readonly<Record<string, unknown>>;

/** WhatsApp Cloud's webhook: whole seconds as text; who hides the number has `user_id` only. */
export const whatsappCloudPayload = (utterance: Utterance): Json => {
  const { participant, messageId, text, referral } = utterance;
  const message = {
    ...(participant.phone === undefined ? {} : { from: participant.phone }),
    from_user_id: participant.userId,
    id: messageId,
    timestamp: secondsOf(utterance),
    type: 'text',
    text: { body: text },
    ...(referral === undefined ? {} : { referral }),
  };
  const contact = {
    profile: { name: 'Sölvi' },
    ...(participant.phone === undefined ? {} : { wa_id: participant.phone }),
    user_id: participant.userId,
  };
  return envelope(utterance, { contacts: [contact], messages: [message] });
};

/** What became of an answer of the business: comes on the same field and is no message. */
export const whatsappStatusPayload = (utterance: Utterance): Json => {
  const { participant, messageId } = utterance;
  const status = {
    id: `${messageId}-answer`,
    status: 'delivered',
    timestamp: secondsOf(utterance),
    recipient_id: participant.phone ?? participant.userId,
  };
  return envelope(utterance, { statuses: [status] });
};

const secondsOf = ({ at }: Utterance): string => Math.floor(at / 1_000).toString();

const envelope = ({ account }: Utterance, lists: Json): Json => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: account.wabaId,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: account.phone, phone_number_id: account.platformId },
            ...lists,
          },
        },
      ],
    },
  ],
});
