import { asRecord, idOf } from '@whence/platform/json';
import { ignored, onlyKnown, understood, unreadable } from '@whence/signals';
import type { Reading } from '@whence/signals';
import { recipientOf } from './participant.js';
import type { EchoPayload } from './payload.dto.js';
import { wholeSeconds } from './whole-seconds.js';

/** They name an earlier message and are none. */
const aboutOtherMessages: ReadonlySet<unknown> = new Set(['reaction', 'edit', 'revoke']);

/** One item of `message_echoes[]`: it can precede anything the person ever wrote, and must not pass as that. */
export const readEcho = (value: unknown, phoneNumberId: string | undefined): Reading => {
  const echo = asRecord<EchoPayload>(value);
  if (echo === undefined) return unreadable('not-an-object');
  if (idOf(echo.group_id) !== undefined) return ignored('group-message');
  if (aboutOtherMessages.has(echo.type)) return ignored('echo-type', echo.type);
  if (phoneNumberId === undefined) return unreadable('no-account');
  const participant = recipientOf(echo);
  if (participant === undefined) return unreadable('no-recipient');
  const occurredAt = wholeSeconds(echo.timestamp);
  if (occurredAt === undefined) return unreadable('no-time');
  return understood({
    kind: 'business-wrote',
    channel: 'whatsapp',
    account: { kind: 'phoneNumberId', value: phoneNumberId },
    participant,
    occurredAt,
    ...onlyKnown({ platformMessageId: idOf(echo.id) }),
  });
};
