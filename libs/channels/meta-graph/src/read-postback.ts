import { asRecord, idOf } from '@whence/platform/json';
import { onlyKnown, toProviderReferral } from '@whence/signals';
import type { Reading } from '@whence/signals';
import type { MessagingPayload, PostbackPayload } from './payload.dto.js';
import { readWithFacts } from './read-with-facts.js';
import type { MessagingPlace } from './read-with-facts.js';

/** Get Started, an ice breaker, a menu entry: counts as writing, but its title was typed by the business. */
export const readPostback = (postback: PostbackPayload, item: MessagingPayload, place: MessagingPlace): Reading => {
  const referral = asRecord(postback.referral) ?? asRecord(item.referral);
  return readWithFacts(item, { place, author: 'person' }, (facts) => ({
    kind: 'message-received',
    form: 'postback',
    ...facts,
    isReadable: true,
    isForwarded: false,
    ...onlyKnown({ platformMessageId: idOf(postback.mid), referral: referral && toProviderReferral(referral) }),
  }));
};
