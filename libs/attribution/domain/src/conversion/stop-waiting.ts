import type { ContactId } from '../ids.js';
import { parkedMs } from '../settings/limits.js';
import type { Instant } from '../time.js';
import type { ConversionAttribution } from './attribute-conversion.js';

type Unattributed = Extract<ConversionAttribution, { readonly status: 'unattributed' }>;

const neverSeen = 'contact-never-seen';
const neverWrote = 'contact-never-wrote';

/** When a conversion must have been heard of for its contact to be waited for no longer. */
export const waitedForSince = (now: Instant): Instant => now - parkedMs;

/** When a conversion that was heard of at this moment has waited for long enough. */
export const waitsUntil = (receivedAt: Instant): Instant => receivedAt + parkedMs;

/** What is said of a conversion whose contact was waited for in vain. */
export const stopWaiting = (contactId: ContactId | undefined): Unattributed => ({
  status: 'unattributed',
  reason: contactId === undefined ? neverSeen : neverWrote,
});

/** Whether a contact was waited for in vain: nothing that comes afterwards changes that. */
export const wasWaitedForInVain = (attribution: ConversionAttribution): boolean =>
  attribution.status === 'unattributed' && [neverSeen, neverWrote].includes(attribution.reason);
