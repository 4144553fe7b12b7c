import { asItems, asRecord, idOf } from '@whence/platform/json';
import { ignored, translateItems } from '@whence/signals';
import type { DeliveryItem, Reading, Translation } from '@whence/signals';
import type { ChangePayload, DeliveryPayload, EntryPayload } from './payload.dto.js';
import { readMessaging } from './read-messaging.js';
import type { MessagingPlace } from './read-with-facts.js';

/** A messaging item can come as a change too: the dashboard's test button sends it so (chatwoot/chatwoot pull 5317). */
const messagingFields: ReadonlySet<unknown> = new Set([
  'messages',
  'message_echoes',
  'messaging_postbacks',
  'messaging_referral',
  'messaging_referrals',
  'messaging_optins',
  'standby',
]);

/** A delivery, as `parseJson` read it, in our words. Pure; never throws; what it cannot read it names. */
export const translateDelivery = (payload: unknown): Translation => translateItems(itemsOf(payload));

const itemsOf = (payload: unknown): readonly DeliveryItem[] => {
  const delivery = asRecord<DeliveryPayload>(payload);
  if (delivery === undefined) return [apart('', ignored('unknown-shape'))];
  const channel = channelOf(delivery.object);
  if (channel === undefined) return [apart('object', unknownObject(delivery))];
  const entries = asItems(delivery.entry);
  if (entries.length === 0) return [apart('entry', ignored('no-entry'))];
  return entries.flatMap((entry, index) => entryItems(asRecord<EntryPayload>(entry) ?? {}, channel, `entry[${index}]`));
};

const channelOf = (object: unknown): MessagingPlace['channel'] | undefined => {
  if (object === 'page') return 'messenger';
  return object === 'instagram' ? 'instagram' : undefined;
};

/** Without `object` it is a fragment from the dashboard's test button: it names no account. */
const unknownObject = ({ object, field }: DeliveryPayload): Reading =>
  object === undefined ? ignored('test-fragment', field ?? '') : ignored('unknown-object', object);

const entryItems = (entry: EntryPayload, channel: MessagingPlace['channel'], path: string): readonly DeliveryItem[] => {
  const place: MessagingPlace = { channel, accountId: idOf(entry.id), sentAt: entry.time };
  const messaging = (container: 'messaging' | 'standby'): readonly DeliveryItem[] =>
    asItems(entry[container]).map((item, index) => ({
      path: `${path}.${container}[${index}]`,
      read: () => readMessaging(item, place),
    }));
  const changes = asItems(entry.changes).map((change, index) => ({
    path: `${path}.changes[${index}]`,
    read: () => readChange(asRecord<ChangePayload>(change) ?? {}, place),
  }));
  // Instagram Login puts `field` and `value` directly into the entry.
  const only = entry.field === undefined ? [] : [{ path, read: () => readChange(entry, place) }];
  const items = [...messaging('messaging'), ...messaging('standby'), ...changes, ...only];
  return items.length > 0 ? items : [apart(path, emptyEntry(entry))];
};

const readChange = ({ field, value }: ChangePayload, place: MessagingPlace): Reading =>
  messagingFields.has(field) ? readMessaging(value, place) : ignored('change', field ?? '');

/** `changed_fields` means that the app's setting "Include values" is off: whoever runs it has to switch it on. */
const emptyEntry = (entry: EntryPayload): Reading =>
  ignored(entry.changed_fields === undefined ? 'empty-entry' : 'values-not-included');

const apart = (path: string, reading: Reading): DeliveryItem => ({ path, read: () => reading });
