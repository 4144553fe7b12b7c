import { asRecord, idOf, isTrue } from '@whence/platform/json';
import { ignored, onlyKnown, toProviderReferral, understood, unreadable } from '@whence/signals';
import type { ConversationStarted, MessageReceived, Reading, ThreadOpened } from '@whence/signals';
import { isContentShown, typedText } from './message-content.js';
import { senderOf } from './participant.js';
import type { SenderContext } from './participant.js';
import type { ContextPayload, MessagePayload } from './payload.dto.js';
import { readSystemMessage } from './read-identity-change.js';
import { wholeSeconds } from './whole-seconds.js';

/** Where a message was found. */
export interface MessagePlace extends SenderContext {
  readonly phoneNumberId: string | undefined;
}

/** They come as messages, re-use their ids, and never are somebody's first contact. */
const withoutAttribution: ReadonlySet<unknown> = new Set(['reaction', 'edit', 'revoke']);

/** One item of `messages[]`. */
export const readMessage = (value: unknown, place: MessagePlace): Reading => {
  const message = asRecord<MessagePayload>(value);
  if (message === undefined) return unreadable('not-an-object');
  if (idOf(message.group_id) !== undefined) return ignored('group-message');
  if (withoutAttribution.has(message.type)) return ignored('message-type', message.type);
  if (message.type === 'system') return readSystemMessage(message, place.phoneNumberId);
  if (place.phoneNumberId === undefined) return unreadable('no-account');
  const participant = senderOf(message, place);
  if (participant === undefined) return unreadable('no-sender');
  const occurredAt = wholeSeconds(message.timestamp);
  if (occurredAt === undefined) return unreadable('no-time');
  const account = { kind: 'phoneNumberId', value: place.phoneNumberId } as const;
  return understood(toSignal(message, { channel: 'whatsapp', account, participant, occurredAt }));
};

const toSignal = (
  message: MessagePayload,
  facts: Omit<ConversationStarted, 'kind'>,
): MessageReceived | ThreadOpened => {
  const referral = asRecord(message.referral);
  const named = {
    ...facts,
    ...onlyKnown({ platformMessageId: idOf(message.id), referral: referral && toProviderReferral(referral) }),
  };
  // The person opened the chat for the first time, and has written nothing yet.
  if (message.type === 'request_welcome') return { kind: 'thread-opened', ...named };
  return {
    kind: 'message-received',
    form: 'message',
    ...named,
    isReadable: isContentShown(message),
    isForwarded: isForwarded(message),
    ...onlyKnown({ text: typedText(message) }),
  };
};

const isForwarded = (message: MessagePayload): boolean => {
  const context = asRecord<ContextPayload>(message.context);
  return isTrue(context?.forwarded) || isTrue(context?.frequently_forwarded);
};
