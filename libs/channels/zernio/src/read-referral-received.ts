import { asRecord } from '@whence/platform/json';
import { toProviderReferral, unreadable } from '@whence/signals';
import type { Reading } from '@whence/signals';
import { vendorTime } from './event-time.js';
import type { EventPayload } from './payload.dto.js';
import { readWithFacts } from './read-with-facts.js';

/** `referral.received`: a link or an ad led into an existing thread. It carries no time of the platform's. */
export const readReferralReceived = (event: EventPayload): Reading => {
  const referral = asRecord(event.referral);
  if (referral === undefined) return unreadable('no-referral');
  return readWithFacts(event, { author: 'person', occurredAt: () => vendorTime(event.timestamp) }, (facts) => ({
    kind: 'thread-opened',
    ...facts,
    referral: toProviderReferral(referral),
  }));
};
