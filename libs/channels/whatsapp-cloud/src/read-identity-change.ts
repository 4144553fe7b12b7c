import { asRecord, idOf } from '@whence/platform/json';
import { ignored, isNamedAnew, onlyKnown, understood, unreadable, whatsAppParticipant } from '@whence/signals';
import type { Reading } from '@whence/signals';
import type { MessagePayload, SystemPayload, UserIdChangePayload, UserIdUpdatePayload } from './payload.dto.js';
import { wholeSeconds } from './whole-seconds.js';

type Participant = ReturnType<typeof whatsAppParticipant>;

/** System messages of these types name the person otherwise; the last is the older name of the first. */
const identityChanges: ReadonlySet<unknown> = new Set([
  'user_changed_number',
  'user_changed_user_id',
  'customer_changed_number',
]);

/** A message of type `system`: without contacts, `from` the old number, the new one inside. */
export const readSystemMessage = (message: MessagePayload, phoneNumberId: string | undefined): Reading => {
  const system = asRecord<SystemPayload>(message.system);
  if (system === undefined || !identityChanges.has(system.type)) return ignored('system-message', system?.type ?? '');
  const newUserId = idOf(system.user_id);
  const senderUserId = idOf(message.from_user_id);
  return readIdentityChange({
    phoneNumberId,
    previous: whatsAppParticipant({
      ids: [idOf(message.from), idOf(system.customer)],
      // Whether the sender's user id is the old or the new one is not documented; the old one differs from the new one.
      userIds: [idOf(system.previous_user_id), senderUserId === newUserId ? undefined : senderUserId],
      parentUserIds: [idOf(system.previous_parent_user_id)],
    }),
    participant: whatsAppParticipant({
      ids: [idOf(system.wa_id), idOf(system.new_wa_id)],
      userIds: [newUserId],
      parentUserIds: [idOf(system.parent_user_id)],
    }),
    timestamp: message.timestamp,
    platformMessageId: idOf(message.id),
  });
};

/** One item of `user_id_update[]`. Whether its number is the old or the new one is not told: it names the person in both. */
export const readUserIdUpdate = (value: unknown, phoneNumberId: string | undefined): Reading => {
  const update = asRecord<UserIdUpdatePayload>(value);
  if (update === undefined) return unreadable('not-an-object');
  const userId = asRecord<UserIdChangePayload>(update.user_id);
  const parentUserId = asRecord<UserIdChangePayload>(update.parent_user_id);
  const named = (when: 'previous' | 'current'): Participant =>
    whatsAppParticipant({
      ids: [idOf(update.wa_id)],
      userIds: [idOf(userId?.[when])],
      parentUserIds: [idOf(parentUserId?.[when])],
    });
  return readIdentityChange({
    phoneNumberId,
    previous: named('previous'),
    participant: named('current'),
    timestamp: update.timestamp,
    platformMessageId: undefined,
  });
};

interface IdentityChange {
  readonly phoneNumberId: string | undefined;
  readonly previous: Participant;
  readonly participant: Participant;
  readonly timestamp: unknown;
  readonly platformMessageId: string | undefined;
}

const readIdentityChange = (change: IdentityChange): Reading => {
  const { phoneNumberId, previous, participant } = change;
  if (phoneNumberId === undefined) return unreadable('no-account');
  if (previous === undefined) return unreadable('no-previous-identity');
  if (participant === undefined) return unreadable('no-new-identity');
  if (!isNamedAnew({ previous, participant })) return ignored('identity-unchanged');
  const occurredAt = wholeSeconds(change.timestamp);
  if (occurredAt === undefined) return unreadable('no-time');
  return understood({
    kind: 'identity-changed',
    channel: 'whatsapp',
    account: { kind: 'phoneNumberId', value: phoneNumberId },
    participant,
    previous,
    occurredAt,
    ...onlyKnown({ platformMessageId: change.platformMessageId }),
  });
};
