import { asRecord, idOf, isTrue, textOf } from '@whence/platform/json';
import { ignored, onlyKnown, toProviderReferral } from '@whence/signals';
import type { MessageReceived, Reading } from '@whence/signals';
import type { MessagePayload, MessagingPayload } from './payload.dto.js';
import { partyId, readWithFacts } from './read-with-facts.js';
import type { MessagingFacts, MessagingPlace } from './read-with-facts.js';

/** A message of the person, or an echo of what the business wrote. */
export const readMessage = (message: MessagePayload, item: MessagingPayload, place: MessagingPlace): Reading => {
  // A deletion comes with the `mid` of the message it deletes, and must not pass as a second one.
  if (isTrue(message.is_deleted)) return ignored('message-deleted');
  if (Object.keys(message).length === 0) return ignored('empty-message');
  const named = onlyKnown({ platformMessageId: idOf(message.mid) });
  const isEcho = isTrue(message.is_echo) || (place.accountId !== undefined && partyId(item.sender) === place.accountId);
  return isEcho
    ? readWithFacts(item, { place, author: 'business' }, (facts) => ({ kind: 'business-wrote', ...facts, ...named }))
    : readWithFacts(item, { place, author: 'person' }, (facts) => ({ ...received(message, item, facts), ...named }));
};

const received = (message: MessagePayload, item: MessagingPayload, facts: MessagingFacts): MessageReceived => {
  // A quick reply repeats its label as text: nobody typed that.
  const text = asRecord(message.quick_reply) === undefined ? textOf(message.text) : undefined;
  const referral = asRecord(message.referral) ?? asRecord(item.referral);
  return {
    kind: 'message-received',
    form: 'message',
    ...facts,
    isReadable: !isTrue(message.is_unsupported),
    isForwarded: false,
    ...onlyKnown({ text, referral: referral && toProviderReferral(referral) }),
  };
};
