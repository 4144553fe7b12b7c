import { asItems, asRecord, idOf, instantOf, textOf } from '@whence/platform/json';
import type { Instant } from '@whence/platform/json';
import type { Channel, PlatformTime } from '@whence/signals';
import type { MetadataPayload } from '../payload.dto.js';
import type { StoredMessagePayload } from './stored.dto.js';

/** What Zernio writes in place of content that the platform withheld. */
const placeholder = '[Unsupported message]';

/** When it was sent, as Zernio stored it. */
export const storedTimeOf = ({ createdAt, sentAt, direction }: StoredMessagePayload): Instant | undefined =>
  (direction === 'outgoing' ? instantOf(sentAt) : undefined) ?? instantOf(createdAt);

/**
 * Whose time `createdAt` is Zernio does not say: it counts as a vendor's, so that the platform's own always stands where a
 * webhook tells it. On WhatsApp it is worth whole seconds, as `sentAt` is.
 */
export const timeOfStored =
  (message: StoredMessagePayload) =>
  (channel: Channel): PlatformTime | undefined => {
    const stored = storedTimeOf(message);
    if (stored === undefined) return undefined;
    return { at: stored.at, precisionMs: channel === 'whatsapp' ? 1000 : stored.precisionMs, clock: 'vendor' };
  };

/** What was written first: an edit is no signal. */
export const textAsSent = ({ message, editHistory }: StoredMessagePayload): string | undefined => {
  const [first] = asItems(editHistory);
  return textOf(first === undefined ? message : asRecord<{ readonly text?: unknown }>(first)?.text);
};

export const metadataOf = (message: StoredMessagePayload): MetadataPayload => {
  const metadata = asRecord<MetadataPayload>(message.metadata) ?? {};
  return message.message === placeholder ? { ...metadata, unsupported: true } : metadata;
};

/** A WhatsApp number that the Business app uses too has its old chats imported; those are history. */
export const isImported = (message: StoredMessagePayload): boolean =>
  asRecord<{ readonly source?: unknown }>(message.metadata)?.source === 'coexistence_history';

export const messageIdOf = (message: StoredMessagePayload): string | undefined => idOf(message.id);
