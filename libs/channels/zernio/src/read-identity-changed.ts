import { asRecord, idOf } from '@whence/platform/json';
import { ignored, isNamedAnew, understood, unreadable, whatsAppParticipant } from '@whence/signals';
import type { Reading } from '@whence/signals';
import { vendorTime } from './event-time.js';
import type { EventPayload, IdentityPayload } from './payload.dto.js';
import { accountIdOf } from './read-with-facts.js';

/** `whatsapp.contact.identity_changed`: another number, another user id. Always WhatsApp, whatever the account says. */
export const readIdentityChanged = (event: EventPayload): Reading => {
  const accountId = accountIdOf(event);
  if (accountId === undefined) return unreadable('no-account');
  const previous = named(event.previous);
  if (previous === undefined) return unreadable('no-previous-identity');
  const participant = named(event.current);
  if (participant === undefined) return unreadable('no-new-identity');
  if (!isNamedAnew({ participant, previous })) return ignored('identity-unchanged');
  const occurredAt = vendorTime(event.changedAt) ?? vendorTime(event.timestamp);
  if (occurredAt === undefined) return unreadable('no-time');
  return understood({
    kind: 'identity-changed',
    channel: 'whatsapp',
    account: { kind: 'zernioAccountId', value: accountId },
    participant,
    previous,
    occurredAt,
  });
};

const named = (value: unknown): ReturnType<typeof whatsAppParticipant> => {
  const identity = asRecord<IdentityPayload>(value) ?? {};
  return whatsAppParticipant({
    ids: [idOf(identity.phoneNumber)],
    userIds: [idOf(identity.businessScopedUserId)],
    parentUserIds: [idOf(identity.parentBusinessScopedUserId)],
  });
};
