import { asRecord, idOf, textOf } from '@whence/platform/json';
import { ignored, understood, unreadable } from '@whence/signals';
import type { Channel, ConversationSignal, ConversationStarted, PlatformTime, Reading } from '@whence/signals';
import { participantOf } from './participant.js';
import type { Author } from './participant.js';
import type { AccountPayload, ConversationPayload, EventPayload, ZernioMessagePayload } from './payload.dto.js';

/** What every signal says, whatever it is about. */
export type EventFacts = Omit<ConversationStarted, 'kind' | 'platformMessageId'>;

const channels: ReadonlyMap<string, Channel> = new Map([
  ['instagram', 'instagram'],
  ['facebook', 'messenger'],
  ['whatsapp', 'whatsapp'],
]);

/** Reads who, where and when of an event and hands them over; says which of them is missing where one is. */
export const readWithFacts = (
  event: EventPayload,
  told: { readonly author: Author; readonly occurredAt: (channel: Channel) => PlatformTime | undefined },
  toSignal: (facts: EventFacts) => ConversationSignal,
): Reading => {
  const platform = platformOf(event);
  if (platform === undefined) return unreadable('no-platform');
  const channel = channels.get(platform);
  if (channel === undefined) return ignored('platform', platform);
  const accountId = accountIdOf(event);
  if (accountId === undefined) return unreadable('no-account');
  const participant = participantOf(event, { channel, author: told.author });
  if (participant === undefined) return unreadable(told.author === 'business' ? 'no-recipient' : 'no-sender');
  const occurredAt = told.occurredAt(channel);
  if (occurredAt === undefined) return unreadable('no-time');
  return understood(
    toSignal({ channel, account: { kind: 'zernioAccountId', value: accountId }, participant, occurredAt }),
  );
};

const platformOf = (event: EventPayload): string | undefined =>
  textOf(asRecord<ZernioMessagePayload>(event.message)?.platform) ??
  textOf(asRecord<ConversationPayload>(event.conversation)?.platform) ??
  textOf(asRecord<AccountPayload>(event.account)?.platform);

/** Zernio's id of the account, under whichever name the event has it; never the platform's. */
export const accountIdOf = (event: EventPayload): string | undefined => {
  const account = asRecord<AccountPayload>(event.account);
  return idOf(account?.accountId) ?? idOf(account?.id) ?? idOf(event.accountId);
};
