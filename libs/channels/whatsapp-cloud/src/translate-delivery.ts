import { asItems, asRecord, idOf } from '@whence/platform/json';
import type { JsonRecord } from '@whence/platform/json';
import { ignored, itemRead, itemsOfList, translateItems } from '@whence/signals';
import type { DeliveryItem, Translation } from '@whence/signals';
import type { ChangePayload, DeliveryPayload, EntryPayload, MetadataPayload, ValuePayload } from './payload.dto.js';
import { knowContacts } from './participant.js';
import { readEcho } from './read-echo.js';
import { readUserIdUpdate } from './read-identity-change.js';
import { readMessage } from './read-message.js';

/**
 * The fields whose messages are of now; `undefined` because relays leave the field out, `standby` because another agent
 * may hold the thread. Not `history`: what is imported there must not open anything.
 */
const liveFields: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  'messages',
  'smb_message_echoes',
  'standby',
  'user_id_update',
]);
/** Lists of a live change that carry no attribution; their items are counted under these names. */
const withoutAttribution = {
  statuses: 'status',
  errors: 'error',
  calls: 'call',
  user_preferences: 'user-preference',
  user_actions: 'user-action',
} as const;

/** The account of the test events that Meta's dashboard sends. */
const testAccountId = '0';

/** A delivery, as `parseJson` read it, in our words. Pure; never throws; what it cannot read it names. */
export const translateDelivery = (payload: unknown): Translation => translateItems(itemsOf(payload));

function* itemsOf(payload: unknown): Generator<DeliveryItem> {
  const delivery = asRecord<DeliveryPayload>(payload);
  const notForUs = readNotForUs(delivery);
  if (delivery === undefined || notForUs !== undefined) {
    yield notForUs ?? itemRead('', ignored('unknown-shape'));
    return;
  }
  const entries = asItems(delivery.entry);
  if (entries.length === 0) yield itemRead('entry', ignored('no-entry'));
  for (const [index, entry] of entries.entries()) {
    yield* entryItems(asRecord<EntryPayload>(entry) ?? {}, `entry[${index}]`);
  }
}

const readNotForUs = (delivery: DeliveryPayload | undefined): DeliveryItem | undefined => {
  if (delivery === undefined) return undefined;
  if (delivery.object === undefined && delivery.entry === undefined) {
    return itemRead('', ignored('test-fragment', delivery.field ?? ''));
  }
  const isOurs = delivery.object === undefined || delivery.object === 'whatsapp_business_account';
  return isOurs ? undefined : itemRead('object', ignored('unknown-object', delivery.object));
};

function* entryItems(entry: EntryPayload, path: string): Generator<DeliveryItem> {
  if (idOf(entry.id) === testAccountId) {
    yield itemRead(path, ignored('test-event'));
    return;
  }
  const changes = asItems(entry.changes);
  if (changes.length === 0) yield itemRead(path, ignored('empty-entry'));
  for (const [index, change] of changes.entries()) {
    yield* changeItems(asRecord<ChangePayload>(change) ?? {}, `${path}.changes[${index}]`);
  }
}

function* changeItems({ field, value }: ChangePayload, path: string): Generator<DeliveryItem> {
  if (!liveFields.has(field)) {
    yield itemRead(path, ignored('change', field));
    return;
  }
  let isEmpty = true;
  for (const item of listedItems(asRecord<ValuePayload>(value) ?? {}, `${path}.value`)) {
    isEmpty = false;
    yield item;
  }
  if (isEmpty) yield itemRead(path, ignored('empty-change', field ?? ''));
}

function* listedItems(lists: ValuePayload, path: string): Generator<DeliveryItem> {
  const phoneNumberId = idOf(asRecord<MetadataPayload>(lists.metadata)?.phone_number_id);
  const messages = asItems(lists.messages);
  const place = { phoneNumberId, contacts: knowContacts(asItems(lists.contacts)), isAlone: messages.length === 1 };
  yield* itemsOfList(messages, `${path}.messages`, (message) => readMessage(message, place));
  yield* itemsOfList(asItems(lists.message_echoes), `${path}.message_echoes`, (echo) => readEcho(echo, phoneNumberId));
  yield* itemsOfList(asItems(lists.user_id_update), `${path}.user_id_update`, (update) =>
    readUserIdUpdate(update, phoneNumberId),
  );
  for (const [list, name] of Object.entries(withoutAttribution)) {
    yield* itemsOfList(asItems((lists as JsonRecord)[list]), `${path}.${list}`, () => ignored(name));
  }
}
