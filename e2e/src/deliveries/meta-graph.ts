import type { ChannelAccount } from '../brand.js';
import type { Person } from '../person.js';
import type { Message, Referral } from './message.js';

/** Meta sends a notification this much later than the message was written. */
const sentAfterMs = 300;

/** `messages`: what the person wrote, with Meta's referral where a link or an ad led there. */
export const metaMessage = (account: ChannelAccount, person: Person, message: Message): Notification =>
  notification(account, {
    ...parties(account, person, message.at),
    message: {
      mid: message.id,
      text: message.text,
      ...(message.referral === undefined ? {} : { referral: message.referral }),
    },
  });

/** `messaging_postbacks`: Get Started, which on a new thread is all that carries the link's ref. */
export const metaGetStarted = (
  account: ChannelAccount,
  person: Person,
  { id, at, referral }: { readonly id: string; readonly at: number; readonly referral: Referral },
): Notification =>
  notification(account, {
    ...parties(account, person, at),
    postback: { mid: id, title: 'Get Started', payload: 'GET_STARTED', referral },
  });

/** `messaging_referrals`: a link or an ad led into a thread that exists, and nothing was written yet. */
export const metaReferral = (
  account: ChannelAccount,
  person: Person,
  { at, referral }: { readonly at: number; readonly referral: Referral },
): Notification => notification(account, { ...parties(account, person, at), referral });

const parties = ({ channel, externalIds }: ChannelAccount, { igsid, psid }: Person, at: number) => ({
  sender: { id: channel === 'instagram' ? igsid : psid },
  recipient: { id: externalIds.metaId },
  timestamp: at,
});

/** Several notifications put together into one request. */
export const metaBatch = (first: Notification, ...others: readonly Notification[]): Notification => ({
  object: first.object,
  entry: [first, ...others].flatMap(({ entry }) => entry),
});

interface Notification {
  readonly object: string;
  readonly entry: readonly object[];
}

interface Item {
  readonly timestamp: number;
  readonly [member: string]: unknown;
}

const notification = ({ channel, externalIds }: ChannelAccount, item: Item): Notification => ({
  object: channel === 'instagram' ? 'instagram' : 'page',
  entry: [{ id: externalIds.metaId, time: item.timestamp + sentAfterMs, messaging: [item] }],
});
