import { asRecord, idOf } from '@whence/platform/json';
import { whatsAppParticipant } from '@whence/signals';
import type { Channel } from '@whence/signals';
import type { ConversationPayload, EventPayload, SenderPayload, ZernioMessagePayload } from './payload.dto.js';

/** Who wrote; `unsaid` where an event starts a conversation in either direction. */
export type Author = 'person' | 'business' | 'unsaid';

type Participant = ReturnType<typeof whatsAppParticipant>;

/** The person in the conversation, by the platform's ids. */
export const participantOf = (
  event: EventPayload,
  { channel, author }: { readonly channel: Channel; readonly author: Author },
): Participant => {
  const conversation = asRecord<ConversationPayload>(event.conversation) ?? {};
  const sender = author === 'person' ? senderOf(event) : {};
  const threadId =
    idOf(conversation.platformConversationId) ?? (author === 'unsaid' ? idOf(conversation.id) : undefined);
  const participantId = idOf(conversation.participantId);
  if (channel === 'whatsapp') {
    return whatsAppParticipant({
      ids: [idOf(sender.phoneNumber), idOf(sender.id), participantId, threadId],
      userIds: [idOf(sender.businessScopedUserId)],
      parentUserIds: [idOf(sender.parentBusinessScopedUserId)],
    });
  }
  // On Instagram and Messenger a thread is named by its person's IGSID or PSID, which `sender.id` repeats.
  const value = threadId ?? participantId ?? idOf(sender.id);
  return value === undefined ? undefined : [{ kind: channel === 'instagram' ? 'igsid' : 'psid', value }];
};

/** Where the business wrote, `sender` is Zernio's account: it names no person then. */
const senderOf = (event: EventPayload): SenderPayload =>
  asRecord<SenderPayload>(asRecord<ZernioMessagePayload>(event.message)?.sender) ??
  asRecord<SenderPayload>(event.sender) ??
  {};
