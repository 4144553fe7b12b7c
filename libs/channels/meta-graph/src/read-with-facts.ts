import { asRecord, idOf, instantOf } from '@whence/platform/json';
import { ignored, understood, unreadable } from '@whence/signals';
import type { ConversationSignal, ConversationStarted, PlatformTime, Reading } from '@whence/signals';
import type { MessagingPayload, PartyPayload } from './payload.dto.js';

/** Where a messaging item was found. */
export interface MessagingPlace {
  readonly channel: 'instagram' | 'messenger';
  /** `entry.id`: the Page or the Instagram professional account. */
  readonly accountId: string | undefined;
  /** `entry.time`, unproven: when Meta sent the notification. */
  readonly sentAt: unknown;
}

/** What every signal says, whatever it is about. */
export type MessagingFacts = Omit<ConversationStarted, 'kind' | 'platformMessageId'>;

export type Author = 'person' | 'business';

/** Reads who, where and when of an item and hands them over; says which of them is missing where one is. */
export const readWithFacts = (
  item: MessagingPayload,
  { place, author }: { readonly place: MessagingPlace; readonly author: Author },
  toSignal: (facts: MessagingFacts) => ConversationSignal,
): Reading => {
  if (place.accountId === undefined) return unreadable('no-account');
  const personId = personIn(item, place.accountId, author);
  if (personId === undefined && isByUserRef(item.sender)) return ignored('sender-by-user-ref');
  if (personId === undefined) return unreadable(author === 'person' ? 'no-sender' : 'no-recipient');
  // Somebody who tests by writing to the own account.
  if (personId === place.accountId) return ignored('own-account');
  const occurredAt = timeOf(item, place);
  if (occurredAt === undefined) return unreadable('no-time');
  const kind = place.channel === 'instagram' ? 'igsid' : 'psid';
  return understood(
    toSignal({
      channel: place.channel,
      account: { kind: 'metaId', value: place.accountId },
      participant: [{ kind, value: personId }],
      occurredAt,
    }),
  );
};

export const partyId = (party: unknown): string | undefined => idOf(asRecord<PartyPayload>(party)?.id);

/** From the checkbox and chat plug-ins, the latter switched off since 2024. */
const isByUserRef = (party: unknown): boolean => idOf(asRecord<PartyPayload>(party)?.user_ref) !== undefined;

/** Echoes have been seen with the person as sender: of the two, the person is the one who is not the account. */
const personIn = (item: MessagingPayload, accountId: string, author: Author): string | undefined => {
  const sender = partyId(item.sender);
  if (author === 'person') return sender;
  const recipient = partyId(item.recipient);
  return recipient === accountId ? sender : recipient;
};

/** Numbers and texts, seconds and milliseconds were seen; where there is none, the notification's own time must do. */
const timeOf = (item: MessagingPayload, place: MessagingPlace): PlatformTime | undefined => {
  const happened = instantOf(item.timestamp);
  if (happened !== undefined) return { ...happened, clock: 'platform' };
  const sent = instantOf(place.sentAt);
  return sent === undefined ? undefined : { ...sent, clock: 'vendor' };
};
