import { asRecord, idOf } from '@whence/platform/json';
import { whatsAppParticipant } from '@whence/signals';
import type { ContactPayload, EchoPayload, MessagePayload } from './payload.dto.js';

/** What stands beside a message and may say more of its sender. */
export interface SenderContext {
  /** The change's contacts, unproven. */
  readonly contacts: readonly unknown[];
  /** Whether the message is the only one of its change. */
  readonly isAlone: boolean;
}

type Participant = ReturnType<typeof whatsAppParticipant>;

/** The message's own ids speak; its contact adds the kinds it leaves out. */
export const senderOf = (message: MessagePayload, context: SenderContext): Participant => {
  const contact = contactOf(message, context);
  return whatsAppParticipant({
    ids: [idOf(message.from), idOf(contact?.wa_id)],
    userIds: [idOf(message.from_user_id), idOf(contact?.user_id)],
    parentUserIds: [idOf(message.from_parent_user_id), idOf(contact?.parent_user_id)],
  });
};

export const recipientOf = (echo: EchoPayload): Participant =>
  whatsAppParticipant({
    ids: [idOf(echo.to)],
    userIds: [idOf(echo.to_user_id)],
    parentUserIds: [idOf(echo.to_parent_user_id)],
  });

/**
 * Contacts are not in the order of the messages, so they are matched by id. A lone contact beside a lone message is its
 * sender although no id agrees: `from` and `wa_id` can differ, and one of the two may hold none.
 */
const contactOf = (message: MessagePayload, { contacts, isAlone }: SenderContext): ContactPayload | undefined => {
  const known = contacts.map((contact) => asRecord<ContactPayload>(contact) ?? {});
  const matching = known.find(
    (contact) => same(contact.wa_id, message.from) || same(contact.user_id, message.from_user_id),
  );
  if (matching !== undefined || !isAlone || known.length !== 1) return matching;
  return known[0] !== undefined && contradicts(known[0], message) ? undefined : known[0];
};

/** Two user ids that differ are two people, however alone they are. */
const contradicts = (contact: ContactPayload, message: MessagePayload): boolean =>
  idOf(contact.user_id) !== undefined && idOf(message.from_user_id) !== undefined;

const same = (one: unknown, other: unknown): boolean => {
  const id = idOf(one);
  return id !== undefined && id === idOf(other);
};
