import type { ConversationSignal, Translation, UnreadableItem } from './conversation-signal.js';

/** What a translator makes of one item: our words, a reason why not, or a name to count it under. */
export type Reading =
  | { readonly kind: 'signal'; readonly signal: ConversationSignal }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'ignored'; readonly name: string };

/** One item of a delivery, read on its own: what is wrong with it concerns no neighbour. */
export interface DeliveryItem {
  /** Where in the payload, such as `entry[0].messaging[2]`. */
  readonly path: string;
  readonly read: () => Reading;
}

/**
 * Five times what Meta documents for one request, and little enough to be read without holding the process up: what a
 * delivery lists beyond so many is kept aside.
 */
const itemsMax = 5_000;
/** Names become labels of counters: short, and of few characters. */
const countableName = /^[\w.-]{1,60}$/;

export const understood = (signal: ConversationSignal): Reading => ({ kind: 'signal', signal });

export const unreadable = (reason: string): Reading => ({ kind: 'unreadable', reason });

/** No business of ours; `detail` is the sender's own word and is kept only where it can be a name. */
export const ignored = (name: string, detail?: unknown): Reading => {
  if (detail === undefined) return { kind: 'ignored', name };
  return {
    kind: 'ignored',
    name: `${name}:${typeof detail === 'string' && countableName.test(detail) ? detail : 'unnamed'}`,
  };
};

/**
 * Reads every item, whatever becomes of the others; a reader that fails makes its own item unreadable. Takes no more items
 * than a delivery may hold, and says where it stopped. Never throws.
 */
export const translateItems = (items: Iterable<DeliveryItem>): Translation => {
  const signals: ConversationSignal[] = [];
  const unreadableItems: UnreadableItem[] = [];
  const ignoredNames: string[] = [];
  let count = 0;
  for (const item of items) {
    const reading = ++count > itemsMax ? unreadable('too-many-items') : readSafely(item);
    if (reading.kind === 'signal') signals.push(reading.signal);
    else if (reading.kind === 'unreadable') unreadableItems.push({ path: item.path, reason: reading.reason });
    else ignoredNames.push(reading.name);
    if (count > itemsMax) break;
  }
  return { signals, unreadable: unreadableItems, ignored: ignoredNames };
};

/** The items of one list, each with its place; made only as they are read. */
export function* itemsOfList(
  list: readonly unknown[],
  path: string,
  read: (value: unknown) => Reading,
): Generator<DeliveryItem> {
  for (const [index, value] of list.entries()) yield { path: `${path}[${index}]`, read: () => read(value) };
}

/** An item whose reading is already known. */
export const itemRead = (path: string, reading: Reading): DeliveryItem => ({ path, read: () => reading });

const readSafely = (item: DeliveryItem): Reading => {
  try {
    return item.read();
  } catch {
    return unreadable('translator-failed');
  }
};
