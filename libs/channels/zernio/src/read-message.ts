import { asRecord, idOf, isTrue, textOf } from '@whence/platform/json';
import { onlyKnown, toProviderReferral, unreadable } from '@whence/signals';
import type { MessageReceived, Reading } from '@whence/signals';
import { messageTime } from './event-time.js';
import type { EventPayload, MetadataPayload, ZernioMessagePayload } from './payload.dto.js';
import { readWithFacts } from './read-with-facts.js';
import type { EventFacts } from './read-with-facts.js';

/** `message.received`: also what the business wrote elsewhere, told by `direction` alone. */
export const readMessageReceived = (event: EventPayload): Reading => {
  const message = asRecord<ZernioMessagePayload>(event.message);
  if (message === undefined) return unreadable('no-message');
  if (message.direction === 'outgoing') return readBusinessWrote(event, message);
  const metadata = asRecord<MetadataPayload>(event.metadata) ?? {};
  return readWithFacts(event, { author: 'person', occurredAt: messageTime(event, message) }, (facts) =>
    messageReceived(message, metadata, facts),
  );
};

/** `message.sent`: what the business wrote through Zernio. */
export const readMessageSent = (event: EventPayload): Reading => {
  const message = asRecord<ZernioMessagePayload>(event.message);
  return message === undefined ? unreadable('no-message') : readBusinessWrote(event, message);
};

const readBusinessWrote = (event: EventPayload, message: ZernioMessagePayload): Reading =>
  readWithFacts(event, { author: 'business', occurredAt: messageTime(event, message) }, (facts) => ({
    kind: 'business-wrote',
    ...facts,
    ...messageId(message),
  }));

/** What a person wrote, wherever Zernio told it. */
export const messageReceived = (
  message: ZernioMessagePayload,
  metadata: MetadataPayload,
  facts: EventFacts,
): MessageReceived => {
  const isReadable = !isSet(metadata.unsupported) && !isTrue(metadata.noRenderableContent);
  // For what it cannot show, Zernio writes a placeholder of its own into the text.
  const text = isReadable && !isTapped(metadata) ? textOf(message.text) : undefined;
  const referral = asRecord(metadata.referral);
  return {
    kind: 'message-received',
    form: isSet(metadata.postbackPayload) || isSet(metadata.postbackTitle) ? 'postback' : 'message',
    ...facts,
    isReadable,
    // Zernio does not hand on WhatsApp's mark of forwarded messages; Meta's own copy has it.
    isForwarded: false,
    ...onlyKnown({ text, referral: referral && toProviderReferral(referral) }),
    ...messageId(message),
  };
};

/** A tapped button, list row or postback repeats its label as the message's text: the business wrote that. */
const isTapped = (metadata: MetadataPayload): boolean =>
  [
    metadata.quickReplyPayload,
    metadata.postbackPayload,
    metadata.postbackTitle,
    metadata.interactiveType,
    metadata.interactiveId,
    metadata.buttonPayload,
    metadata.flowResponseJson,
  ].some(isSet);

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

const messageId = (message: ZernioMessagePayload) => onlyKnown({ platformMessageId: idOf(message.platformMessageId) });
