import { describe, expect, it } from '@jest/globals';
import { time } from '@whence/attribution-testing';

import { stopWaiting, waitedForSince, waitsUntil, wasWaitedForInVain } from './stop-waiting.js';

describe('a conversion whose contact does not come', () => {
  const thirtyDays = 30 * 86_400_000;

  it('waits thirty days from when it was heard of', () => {
    expect(waitsUntil(time('10:00'))).toBe(time('10:00') + thirtyDays);
    expect(waitedForSince(waitsUntil(time('10:00')))).toBe(time('10:00'));
  });

  it('is nobody’s then, and says whether the contact was never seen or only never wrote', () => {
    expect(stopWaiting(undefined)).toEqual({ status: 'unattributed', reason: 'contact-never-seen' });
    expect(stopWaiting('ctc_SEEN')).toEqual({ status: 'unattributed', reason: 'contact-never-wrote' });
  });

  it('is known by its reason for good, and nothing else is taken for it', () => {
    expect([undefined, 'ctc_SEEN' as const].map(stopWaiting).map(wasWaitedForInVain)).toEqual([true, true]);
    expect(wasWaitedForInVain({ status: 'unattributed', reason: 'organic' })).toBe(false);
    expect(wasWaitedForInVain({ status: 'parked' })).toBe(false);
    expect(wasWaitedForInVain({ status: 'attributed', credits: [{ shareMillionths: 1_000_000 }] })).toBe(false);
  });
});
