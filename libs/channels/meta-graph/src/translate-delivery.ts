import { asItems, asRecord, idOf } from '@whence/platform/json';
import { ignored, itemRead, itemsOfList, translateItems } from '@whence/signals';
import type { DeliveryItem, Reading, Translation } from '@whence/signals';
import { fieldsRead } from './fields-read.js';
import type { ChangePayload, DeliveryPayload, EntryPayload } from './payload.dto.js';
import { readMessaging } from './read-messaging.js';
import type { MessagingPlace } from './read-with-facts.js';

/** A messaging item can come as a change too: the dashboard's test button sends it so (chatwoot/chatwoot pull 5317). */
const messagingFields: ReadonlySet<unknown> = new Set([...fieldsRead.messenger, ...fieldsRead.instagram]);

/** A delivery, as `parseJson` read it, in our words. Pure; never throws; what it cannot read it names. */
export const translateDelivery = (payload: unknown): Translation => translateItems(itemsOf(payload));

function* itemsOf(payload: unknown): Generator<DeliveryItem> {
  const delivery = asRecord<DeliveryPayload>(payload);
  const channel = channelOf(delivery?.object);
  if (delivery === undefined || channel === undefined) {
    yield delivery === undefined ? itemRead('', ignored('unknown-shape')) : itemRead('object', unknownObject(delivery));
    return;
  }
  const entries = asItems(delivery.entry);
  if (entries.length === 0) yield itemRead('entry', ignored('no-entry'));
  for (const [index, entry] of entries.entries()) {
    yield* entryItems(asRecord<EntryPayload>(entry) ?? {}, channel, `entry[${index}]`);
  }
}

const channelOf = (object: unknown): MessagingPlace['channel'] | undefined => {
  if (object === 'page') return 'messenger';
  return object === 'instagram' ? 'instagram' : undefined;
};

/** Without `object` it is a fragment from the dashboard's test button: it names no account. */
const unknownObject = ({ object, field }: DeliveryPayload): Reading =>
  object === undefined ? ignored('test-fragment', field ?? '') : ignored('unknown-object', object);

function* entryItems(entry: EntryPayload, channel: MessagingPlace['channel'], path: string): Generator<DeliveryItem> {
  const place: MessagingPlace = { channel, accountId: idOf(entry.id), sentAt: entry.time };
  let isEmpty = true;
  for (const item of listedItems(entry, place, path)) {
    isEmpty = false;
    yield item;
  }
  if (isEmpty) yield itemRead(path, emptyEntry(entry));
}

function* listedItems(entry: EntryPayload, place: MessagingPlace, path: string): Generator<DeliveryItem> {
  for (const container of ['messaging', 'standby'] as const) {
    yield* itemsOfList(asItems(entry[container]), `${path}.${container}`, (item) => readMessaging(item, place));
  }
  yield* itemsOfList(asItems(entry.changes), `${path}.changes`, (change) =>
    readChange(asRecord<ChangePayload>(change) ?? {}, place),
  );
  // Instagram Login puts `field` and `value` directly into the entry.
  if (entry.field !== undefined) yield { path, read: () => readChange(entry, place) };
}

const readChange = ({ field, value }: ChangePayload, place: MessagingPlace): Reading =>
  messagingFields.has(field) ? readMessaging(value, place) : ignored('change', field ?? '');

/** `changed_fields` means that the app's setting "Include values" is off: whoever runs it has to switch it on. */
const emptyEntry = (entry: EntryPayload): Reading =>
  ignored(entry.changed_fields === undefined ? 'empty-entry' : 'values-not-included');
