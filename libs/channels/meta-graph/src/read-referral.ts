import { textOf } from '@whence/platform/json';
import type { JsonRecord } from '@whence/platform/json';
import { ignored, toProviderReferral } from '@whence/signals';
import type { Reading } from '@whence/signals';
import type { MessagingPayload, OptinPayload } from './payload.dto.js';
import { partyId, readWithFacts } from './read-with-facts.js';
import type { MessagingPlace } from './read-with-facts.js';

/** A link or an ad that led into an existing thread, without a message. */
export const readReferral = (referral: JsonRecord, item: MessagingPayload, place: MessagingPlace): Reading =>
  readWithFacts(item, { place, author: 'person' }, (facts) => ({
    kind: 'thread-opened',
    ...facts,
    referral: toProviderReferral(referral),
  }));

/** An opt-in names where it came from in its own `ref`; without one it says nothing about that. */
export const readOptin = (optin: OptinPayload, item: MessagingPayload, place: MessagingPlace): Reading => {
  if (textOf(optin.ref) === undefined) return ignored('optin-without-ref');
  // The checkbox plug-in knows no person yet: `user_ref` is a temporary name, no PSID.
  if (optin.user_ref !== undefined && partyId(item.sender) === undefined) return ignored('optin-by-user-ref');
  return readReferral(withoutToken(optin), item, place);
};

/** The token allows to send messages: it belongs in no explanation and in no event. */
const withoutToken = (optin: OptinPayload): JsonRecord =>
  Object.fromEntries(Object.entries(optin).filter(([name]) => name !== 'notification_messages_token'));
