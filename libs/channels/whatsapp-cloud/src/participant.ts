import { asRecord, idOf } from '@whence/platform/json';
import { whatsAppParticipant } from '@whence/signals';
import type { ContactPayload, EchoPayload, MessagePayload } from './payload.dto.js';

/** What stands beside a message and may say more of its sender. */
export interface SenderContext {
  readonly contacts: KnownContacts;
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

/** The contacts of a change, for finding them by id: a change may list hundreds of them beside as many messages. */
export interface KnownContacts {
  readonly byId: ReadonlyMap<string, ContactPayload>;
  /** The only contact there is. */
  readonly lone: ContactPayload | undefined;
}

/** Of contacts that share an id the first one listed counts. */
export const knowContacts = (contacts: readonly unknown[]): KnownContacts => {
  const known = contacts.map((contact) => asRecord<ContactPayload>(contact) ?? {});
  const byId = new Map<string, ContactPayload>();
  for (const contact of known) {
    for (const id of [idOf(contact.wa_id), idOf(contact.user_id)]) {
      if (id !== undefined && !byId.has(id)) byId.set(id, contact);
    }
  }
  return { byId, lone: known.length === 1 ? known[0] : undefined };
};

/**
 * Contacts are not in the order of the messages, so they are matched by id. A lone contact beside a lone message is its
 * sender although no id agrees: `from` and `wa_id` can differ, and one of the two may hold none.
 */
const contactOf = (message: MessagePayload, { contacts, isAlone }: SenderContext): ContactPayload | undefined => {
  const matching = contactNamed(contacts, message.from) ?? contactNamed(contacts, message.from_user_id);
  if (matching !== undefined || !isAlone || contacts.lone === undefined) return matching;
  return contradicts(contacts.lone, message) ? undefined : contacts.lone;
};

const contactNamed = ({ byId }: KnownContacts, id: unknown): ContactPayload | undefined => {
  const name = idOf(id);
  return name === undefined ? undefined : byId.get(name);
};

/** Two user ids that differ are two people, however alone they are. */
const contradicts = (contact: ContactPayload, message: MessagePayload): boolean =>
  idOf(contact.user_id) !== undefined && idOf(message.from_user_id) !== undefined;
