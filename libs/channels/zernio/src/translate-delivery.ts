import { asRecord, isTrue } from '@whence/platform/json';
import { ignored, translateItems } from '@whence/signals';
import type { DeliveryItem, Reading, Translation } from '@whence/signals';
import { messageCaughtUp, referralCaughtUp } from './catch-up/caught-up.js';
import { readCaughtUpMessage, readCaughtUpReferral } from './catch-up/read-caught-up.js';
import type { EventPayload } from './payload.dto.js';
import { readConversationStarted } from './read-conversation-started.js';
import { readIdentityChanged } from './read-identity-changed.js';
import { readMessageReceived, readMessageSent } from './read-message.js';
import { readReferralReceived } from './read-referral-received.js';

interface EventReader {
  readonly path: string;
  readonly read: (event: EventPayload) => Reading;
}

const readersOfEvents: ReadonlyMap<string, EventReader> = new Map([
  ['message.received', { path: 'message', read: readMessageReceived }],
  ['message.sent', { path: 'message', read: readMessageSent }],
  ['referral.received', { path: 'referral', read: readReferralReceived }],
  ['conversation.started', { path: 'conversation', read: readConversationStarted }],
  ['whatsapp.contact.identity_changed', { path: 'current', read: readIdentityChanged }],
]);

/** The events that tell us something, by Zernio's names. */
export const eventsRead: readonly string[] = [...readersOfEvents.keys()];

/** And what we deliver to ourselves of what webhooks missed. */
const readers: ReadonlyMap<unknown, EventReader> = new Map<unknown, EventReader>([
  ...readersOfEvents,
  [messageCaughtUp, { path: 'message', read: readCaughtUpMessage }],
  [referralCaughtUp, { path: 'conversation.metadata', read: readCaughtUpReferral }],
]);

/** Of the many others, those a subscription for attribution may well carry. */
const withoutAttribution: ReadonlySet<string> = new Set([
  'webhook.test',
  'message.deleted',
  'message.delivered',
  'message.read',
  'account.connected',
  'account.disconnected',
  'lead.received',
  'whatsapp.automatic_event',
  'conversation.control_changed',
]);

/** A delivery, as `parseJson` read it, in our words. Pure; never throws; what it cannot read it names. */
export const translateDelivery = (payload: unknown): Translation => translateItems([itemOf(payload)]);

const itemOf = (payload: unknown): DeliveryItem => {
  const event = asRecord<EventPayload>(payload);
  if (event === undefined) return { path: '', read: () => ignored('unknown-shape') };
  // A sample that somebody had sent from the dashboard: its people and accounts are made up.
  if (isTrue(event.test)) return { path: 'event', read: () => ignored('test-sample', event.event ?? '') };
  const reader = typeof event.event === 'string' ? readers.get(event.event) : undefined;
  if (reader !== undefined) return { path: reader.path, read: () => reader.read(event) };
  return { path: 'event', read: () => nameOf(event.event) };
};

const nameOf = (event: unknown): Reading =>
  typeof event === 'string' && withoutAttribution.has(event) ? ignored(event) : ignored('unknown-event', event ?? '');
