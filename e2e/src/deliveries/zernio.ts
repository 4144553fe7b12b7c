import { randomUUID } from 'node:crypto';

import type { ChannelAccount } from '../brand.js';
import type { ChannelName } from '../answers.js';
import type { Person } from '../person.js';
import type { Message, Referral } from './message.js';

/** Zernio sends an event this much later than the message was written. */
const builtAfterMs = 700;

const platformOf: { readonly [Name in ChannelName]: string } = {
  instagram: 'instagram',
  messenger: 'facebook',
  whatsapp: 'whatsapp',
};

/** Whom Zernio tells of: on WhatsApp somebody may hide the number. */
type Shown = Omit<Person, 'phone'> & Partial<Pick<Person, 'phone'>>;

const participantOf = ({ channel }: ChannelAccount, person: Shown): string =>
  ({ instagram: person.igsid, messenger: person.psid, whatsapp: person.phone ?? person.businessScopedUserId })[channel];

/** `message.received`. Without a referral, `metadata` is null: accounts connected long ago deliver it like that. */
export const zernioMessage = (account: ChannelAccount, person: Shown, message: Message): object => ({
  ...event('message.received', message.at + builtAfterMs),
  message: {
    id: `66f0${message.id.slice(0, 20)}`,
    conversationId: `66f1${person.igsid}`,
    platform: platformOf[account.channel],
    platformMessageId: platformMessageIdOf(account, message),
    direction: 'incoming',
    text: message.text,
    attachments: [],
    isRead: false,
    sentVia: null,
    sentAt: sentAtOf(account, message),
    sender: senderOf(account, person),
  },
  conversation: conversationOf(account, person),
  account: accountOf(account),
  metadata: message.referral === undefined ? null : { referral: message.referral },
});

/** `referral.received`: a link led into a thread that exists, and nothing was written yet. */
export const zernioReferral = (
  account: ChannelAccount,
  person: Shown,
  { referral, at }: { readonly referral: Referral; readonly at: number },
): object => ({
  ...event('referral.received', at),
  referral,
  sender: senderOf(account, person),
  conversation: conversationOf(account, person),
  account: accountOf(account),
});

/** `conversation.started`: once per conversation, in either direction. */
export const zernioConversationStarted = (account: ChannelAccount, person: Shown, at: number): object => ({
  ...event('conversation.started', at + builtAfterMs),
  startedAt: new Date(at).toISOString(),
  conversation: {
    id: participantOf(account, person),
    platform: platformOf[account.channel],
    participantId: participantOf(account, person),
    participantName: 'Maria',
  },
  account: accountOf(account),
});

/** `message.sent`: what the business wrote. */
export const zernioAnswer = (account: ChannelAccount, person: Shown, message: Message): object => ({
  ...event('message.sent', message.at + builtAfterMs),
  message: {
    id: `66f0${message.id.slice(0, 20)}`,
    conversationId: `66f1${person.igsid}`,
    platform: platformOf[account.channel],
    platformMessageId: platformMessageIdOf(account, message),
    direction: 'outgoing',
    text: message.text,
    sentAt: sentAtOf(account, message),
    sender: { id: account.externalIds.zernioAccountId },
  },
  conversation: conversationOf(account, person),
  account: accountOf(account),
});

/** An event that Whence has never heard of. */
export const zernioNews = (name: string): object => ({ ...event(name, Date.now()), comment: { id: '1' } });

const event = (name: string, at: number): object => ({
  id: `evt_${randomUUID()}`,
  event: name,
  timestamp: new Date(at).toISOString(),
});

/** Meta's own id of the message. */
const platformMessageIdOf = ({ channel }: ChannelAccount, { id }: Message): string =>
  channel === 'whatsapp' ? `wamid.${id}` : id;

/** The platform's time: WhatsApp knows whole seconds only. */
const sentAtOf = ({ channel }: ChannelAccount, { at }: Message): string =>
  new Date(channel === 'whatsapp' ? Math.floor(at / 1_000) * 1_000 : at).toISOString();

const senderOf = (account: ChannelAccount, person: Shown): object => ({
  id: participantOf(account, person),
  contactId: `c_${person.igsid}`,
  name: 'Maria',
  ...(account.channel === 'whatsapp'
    ? {
        phoneNumber: person.phone === undefined ? null : `+${person.phone}`,
        businessScopedUserId: person.businessScopedUserId,
      }
    : { username: 'maria' }),
});

const conversationOf = (account: ChannelAccount, person: Shown): object => ({
  id: `66f1${person.igsid}`,
  platformConversationId: participantOf(account, person),
  participantId: participantOf(account, person),
  status: 'active',
});

const accountOf = ({ channel, handle, externalIds }: ChannelAccount): object => ({
  id: externalIds.zernioAccountId,
  accountId: externalIds.zernioAccountId,
  profileId: 'prof_1',
  platform: platformOf[channel],
  username: handle,
});
