import { asRecord, textOf } from '@whence/platform/json';
import type { MessagePayload } from './payload.dto.js';

const captioned = ['image', 'video', 'document'] as const;

/** Types whose content Meta delivers. `button` and `interactive` are taps on labels that the business wrote. */
const shownTypes: ReadonlySet<unknown> = new Set([
  'text',
  ...captioned,
  'audio',
  'voice',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'order',
]);

/**
 * False for `unsupported` (131060: the first message after a tapped ad may come so), for `unknown`, its older name, and
 * for types that are new to us: somebody wrote, and we cannot say what.
 */
export const isContentShown = (message: MessagePayload): boolean =>
  textOf(message.type) === undefined ? typedText(message) !== undefined : shownTypes.has(message.type);

/** What the person typed: a text, a caption, the note of an order. */
export const typedText = (message: MessagePayload): string | undefined =>
  textOf(asRecord(message.text)?.['body']) ?? captionOf(message) ?? textOf(asRecord(message.order)?.['text']);

const captionOf = (message: MessagePayload): string | undefined =>
  captioned.map((type) => textOf(asRecord(message[type])?.['caption'])).find((caption) => caption !== undefined);
