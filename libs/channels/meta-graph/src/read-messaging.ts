import { asRecord, idOf } from '@whence/platform/json';
import type { JsonRecord } from '@whence/platform/json';
import { ignored, unreadable } from '@whence/signals';
import type { Reading } from '@whence/signals';
import type {
  MessageEditPayload,
  MessagePayload,
  MessagingPayload,
  OptinPayload,
  PostbackPayload,
} from './payload.dto.js';
import { readMessage } from './read-message.js';
import { readPostback } from './read-postback.js';
import { readOptin, readReferral } from './read-referral.js';
import type { MessagingPlace } from './read-with-facts.js';

/** The account of the dashboard's test events (restfb/restfb issue 859). */
const testAccountId = '0';

const withoutAttribution = [
  'delivery',
  'read',
  'reaction',
  'message_edit',
  'account_linking',
  'policy_enforcement',
  'app_roles',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'response_feedback',
  'order',
  'checkout_update',
  'game_play',
] as const;
const envelope: ReadonlySet<string> = new Set(['sender', 'recipient', 'timestamp']);

/** One item of `messaging[]`; of `standby[]` too: who owns the thread does not change what the person did. */
export const readMessaging = (value: unknown, place: MessagingPlace): Reading => {
  if (place.accountId === testAccountId) return ignored('test-event');
  const item = asRecord<MessagingPayload>(value);
  if (item === undefined) return unreadable('not-an-object');
  const message = asRecord<MessagePayload>(item.message);
  if (message !== undefined) return readMessage(message, item, place);
  // A newcomer's ref is in `postback.referral` and nowhere else: it must not be looked for at the top level only.
  const postback = asRecord<PostbackPayload>(item.postback);
  if (postback !== undefined) return readPostback(postback, item, place);
  const referral = asRecord(item.referral);
  if (referral !== undefined) return readReferral(referral, item, place);
  const optin = asRecord<OptinPayload>(item.optin);
  if (optin !== undefined) return readOptin(optin, item, place);
  return nameOf(item);
};

const nameOf = (item: JsonRecord): Reading => {
  if (isAnnouncement(item)) return ignored('message-announced');
  const known = withoutAttribution.find((name) => item[name] !== undefined);
  if (known !== undefined) return ignored(known.replaceAll('_', '-'));
  const unknown = Object.keys(item).find((name) => !envelope.has(name));
  return unknown === undefined ? ignored('empty-item') : ignored('unknown-event', unknown);
};

/**
 * An edit that is none yet: Instagram announces a new message so, without sender or text. The message itself may follow
 * or not; counted apart, the two tell how many never came.
 */
const isAnnouncement = (item: JsonRecord): boolean =>
  idOf(asRecord<MessageEditPayload>(item['message_edit'])?.num_edit) === '0';
