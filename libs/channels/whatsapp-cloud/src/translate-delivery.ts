import { asItems, asRecord, idOf } from '@whence/platform/json';
import type { JsonRecord } from '@whence/platform/json';
import { ignored, translateItems } from '@whence/signals';
import type { DeliveryItem, Reading, Translation } from '@whence/signals';
import type { ChangePayload, DeliveryPayload, EntryPayload, MetadataPayload, ValuePayload } from './payload.dto.js';
import { readEcho } from './read-echo.js';
import { readMessage } from './read-message.js';

/**
 * The fields whose messages are of now; `undefined` because relays leave the field out, `standby` because another agent
 * may hold the thread. Not `history`: what is imported there must not open anything.
 */
const liveFields: ReadonlySet<unknown> = new Set([undefined, null, 'messages', 'smb_message_echoes', 'standby']);
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

const itemsOf = (payload: unknown): readonly DeliveryItem[] => {
  const delivery = asRecord<DeliveryPayload>(payload);
  if (delivery === undefined) return [apart('', ignored('unknown-shape'))];
  if (delivery.object === undefined && delivery.entry === undefined) {
    return [apart('', ignored('test-fragment', delivery.field ?? ''))];
  }
  if (delivery.object !== undefined && delivery.object !== 'whatsapp_business_account') {
    return [apart('object', ignored('unknown-object', delivery.object))];
  }
  const entries = asItems(delivery.entry);
  if (entries.length === 0) return [apart('entry', ignored('no-entry'))];
  return entries.flatMap((entry, index) => entryItems(asRecord<EntryPayload>(entry) ?? {}, `entry[${index}]`));
};

const entryItems = (entry: EntryPayload, path: string): readonly DeliveryItem[] => {
  if (idOf(entry.id) === testAccountId) return [apart(path, ignored('test-event'))];
  const changes = asItems(entry.changes);
  if (changes.length === 0) return [apart(path, ignored('empty-entry'))];
  return changes.flatMap((change, index) =>
    changeItems(asRecord<ChangePayload>(change) ?? {}, `${path}.changes[${index}]`),
  );
};

const changeItems = ({ field, value }: ChangePayload, path: string): readonly DeliveryItem[] => {
  if (!liveFields.has(field)) return [apart(path, ignored('change', field))];
  const lists = asRecord<ValuePayload>(value) ?? {};
  const phoneNumberId = idOf(asRecord<MetadataPayload>(lists.metadata)?.phone_number_id);
  const messages = asItems(lists.messages);
  const items = [
    ...messages.map((message, index) => ({
      path: `${path}.value.messages[${index}]`,
      read: () =>
        readMessage(message, { phoneNumberId, contacts: asItems(lists.contacts), isAlone: messages.length === 1 }),
    })),
    ...asItems(lists.message_echoes).map((echo, index) => ({
      path: `${path}.value.message_echoes[${index}]`,
      read: () => readEcho(echo, phoneNumberId),
    })),
    ...ignoredItems(lists, path),
  ];
  return items.length > 0 ? items : [apart(path, ignored('empty-change', field ?? ''))];
};

const ignoredItems = (lists: JsonRecord, path: string): readonly DeliveryItem[] =>
  Object.entries(withoutAttribution).flatMap(([list, name]) =>
    asItems(lists[list]).map((_, index) => apart(`${path}.value.${list}[${index}]`, ignored(name))),
  );

const apart = (path: string, reading: Reading): DeliveryItem => ({ path, read: () => reading });
