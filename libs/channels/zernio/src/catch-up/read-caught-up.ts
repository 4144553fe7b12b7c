import { asRecord, idOf } from '@whence/platform/json';
import { ignored, onlyKnown, toProviderReferral, unreadable } from '@whence/signals';
import type { Reading } from '@whence/signals';
import { messageReceived } from '../read-message.js';
import type { EventPayload, ZernioMessagePayload } from '../payload.dto.js';
import { readWithFacts } from '../read-with-facts.js';
import type { CaughtUpPayload, StoredConversationPayload, StoredMessagePayload } from './stored.dto.js';
import { isImported, messageIdOf, metadataOf, textAsSent, timeOfStored } from './stored-message.js';
import { storedReferralOf } from './stored-referral.js';

/** A message that Zernio has stored: the same signal as its webhook makes, by the platform's message id. */
export const readCaughtUpMessage = (event: EventPayload): Reading => {
  const { conversation, message } = partsOf(event);
  if (message === undefined) return unreadable('no-message');
  if (isImported(message)) return ignored('history');
  if (message.direction === 'incoming') return readIncoming(conversation, message);
  if (message.direction !== 'outgoing') return unreadable('no-direction');
  // What never reached the person did not make the business the first to write.
  if (message.deliveryStatus === 'failed') return ignored('message-failed');
  return readWithFacts(
    asWebhook(conversation, message),
    { author: 'business', occurredAt: timeOfStored(message) },
    (facts) => ({ kind: 'business-wrote', ...facts, ...onlyKnown({ platformMessageId: messageIdOf(message) }) }),
  );
};

/**
 * The referral of a conversation: part of the message that brought it, or a thread opened when it was stored. WhatsApp
 * brings none without a message, and moves the time later: there it is no evidence of when.
 */
export const readCaughtUpReferral = (event: EventPayload): Reading => {
  const { conversation, message } = partsOf(event);
  const referral = storedReferralOf(conversation);
  if (referral === undefined) return unreadable('no-referral');
  if (message !== undefined) return readIncoming(conversation, message, referral.delivered);
  if (conversation.platform === 'whatsapp') return ignored('referral-without-message');
  return readWithFacts(
    asWebhook(conversation, {}),
    { author: 'unsaid', occurredAt: () => ({ ...referral.capturedAt, clock: 'vendor' }) },
    (facts) => ({ kind: 'thread-opened', ...facts, referral: toProviderReferral(referral.delivered) }),
  );
};

const readIncoming = (
  conversation: StoredConversationPayload,
  message: StoredMessagePayload,
  referral?: Readonly<Record<string, unknown>>,
): Reading => {
  const metadata = { ...metadataOf(message), ...(referral === undefined ? {} : { referral }) };
  return readWithFacts(
    asWebhook(conversation, message),
    { author: 'person', occurredAt: timeOfStored(message) },
    (facts) => messageReceived({ text: textAsSent(message), platformMessageId: message.id }, metadata, facts),
  );
};

const partsOf = (event: EventPayload) => {
  const { conversation, message } = event as CaughtUpPayload;
  return {
    conversation: asRecord<StoredConversationPayload>(conversation) ?? {},
    message: asRecord<StoredMessagePayload>(message),
  };
};

/** Who and where, in the places where webhooks have them. The conversation's id is opaque here, and names no person. */
const asWebhook = (
  { platform, accountId, participantId }: StoredConversationPayload,
  { senderId }: StoredMessagePayload,
): EventPayload => {
  const message: ZernioMessagePayload = { platform, sender: { id: idOf(senderId) } };
  return { conversation: { participantId }, account: { accountId }, message };
};
