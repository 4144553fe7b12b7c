import type { ChannelAccount } from '../brand.js';
import type { Person } from '../person.js';
import type { Message } from './message.js';

/** What WhatsApp shows of a person: a phone number that is hidden is left out, and so is a user id it has not given. */
export type Shown = Partial<Pick<Person, 'phone' | 'businessScopedUserId'>>;

/** `messages`, with WhatsApp's whole seconds. */
export const whatsAppMessage = (
  { externalIds }: Pick<ChannelAccount, 'externalIds'>,
  person: Shown,
  message: Message,
): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: externalIds.wabaId,
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: externalIds.phone, phone_number_id: externalIds.phoneNumberId },
            contacts: [{ profile: { name: 'Maria' }, wa_id: person.phone, user_id: person.businessScopedUserId }],
            messages: [
              {
                from: person.phone,
                from_user_id: person.businessScopedUserId,
                id: `wamid.${message.id}`,
                timestamp: Math.floor(message.at / 1_000).toString(),
                type: 'text',
                text: { body: message.text },
                ...(message.referral === undefined ? {} : { referral: message.referral }),
              },
            ],
          },
        },
      ],
    },
  ],
});
