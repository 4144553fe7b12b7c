import type { ChannelAccount } from '../brand.js';
import { freshMessageId, type Person } from '../person.js';
import type { Message } from './message.js';

/** What WhatsApp shows of a person: a phone number that is hidden is left out, and so is a user id it has not given. */
export type Shown = Partial<Pick<Person, 'phone' | 'businessScopedUserId'>>;

type BusinessNumber = Pick<ChannelAccount, 'externalIds'>;

/** `messages`, with WhatsApp's whole seconds. */
export const whatsAppMessage = (account: BusinessNumber, person: Shown, message: Message): object =>
  notification(account, 'messages', {
    contacts: [{ profile: { name: 'Maria' }, wa_id: person.phone, user_id: person.businessScopedUserId }],
    messages: [
      {
        from: person.phone,
        from_user_id: person.businessScopedUserId,
        id: `wamid.${message.id}`,
        timestamp: wholeSeconds(message.at),
        type: 'text',
        text: { body: message.text },
        ...(message.referral === undefined ? {} : { referral: message.referral }),
      },
    ],
  });

/** A placeholder in `messages`: what the person sent is withheld from the business. */
export const whatsAppPlaceholder = (
  account: BusinessNumber,
  person: Shown,
  { id, at }: Omit<Message, 'text'>,
): object =>
  notification(account, 'messages', {
    contacts: [{ profile: { name: 'Maria' }, wa_id: person.phone }],
    messages: [
      {
        from: person.phone,
        id: `wamid.${id}`,
        timestamp: wholeSeconds(at),
        type: 'unsupported',
        errors: [{ code: 131060, title: 'This message is unavailable.' }],
      },
    ],
  });

/** A `system` message: the person has another phone number from now on. */
export const whatsAppNumberChanged = (account: BusinessNumber, { from, to, at }: Renaming): object =>
  notification(account, 'messages', {
    messages: [
      {
        from,
        id: `wamid.${freshMessageId()}`,
        timestamp: wholeSeconds(at),
        type: 'system',
        system: { body: `Maria changed from ${from} to ${to}`, wa_id: to, type: 'user_changed_number' },
      },
    ],
  });

/** `user_id_update`: somebody whose number is hidden has another user id from now on. */
export const whatsAppUserIdChanged = (account: BusinessNumber, { from, to, at }: Renaming): object =>
  notification(account, 'user_id_update', {
    contacts: [{ profile: { name: 'Maria' } }],
    user_id_update: [
      { detail: 'user id changed', user_id: { previous: from, current: to }, timestamp: wholeSeconds(at) },
    ],
  });

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** UTC milliseconds. */
  readonly at: number;
}

const wholeSeconds = (at: number): string => Math.floor(at / 1_000).toString();

const notification = ({ externalIds }: BusinessNumber, field: string, value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: externalIds.wabaId,
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: externalIds.phone, phone_number_id: externalIds.phoneNumberId },
            ...value,
          },
        },
      ],
    },
  ],
});
