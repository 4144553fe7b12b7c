import { describe, expect, it } from '@jest/globals';
import {
  aCoupon,
  aLink,
  aReferral,
  decide,
  holds,
  seenOf,
  seenThings,
  time,
  type SignalBuilder,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import type { Decision } from '../decision/decision.js';

const theirs = aLink('THEIRS');

/** What another workspace made, as it may come with a message to this one. */
const foreign: readonly ((signal: SignalBuilder) => SignalBuilder)[] = [
  (signal) => signal.withRefOf(theirs),
  (signal) => signal.withTokenOf(theirs, time('09:59')),
  (signal) => signal.typingCodeOf(theirs),
  (signal) => signal.typingCodeWithClickOf(theirs, time('09:59')),
  (signal) => signal.typingCoupon(aCoupon('THEIRS')),
];

describe('what another workspace has made', () => {
  it('changes nothing for whoever is credited here, and credits nobody who is not', () => {
    const referral = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.constantFrom(...foreign))
      .map(([minutes, name]) => name(aReferral(time('09:00') + minutes * 60_000).named(`from elsewhere ${minutes}`)));
    holds(
      'locality across workspaces: nothing changes',
      fc.property(seenThings, fc.array(referral, { maxLength: 4 }), (seen, more) => {
        expect(creditsOf(decide([...seen, ...more], seenOf))).toEqual(creditsOf(decide(seen, seenOf)));
      }),
    );
  });
});

const creditsOf = (decision: Decision | undefined): unknown =>
  decision?.status === 'credited' ? [decision.matchType, decision.credits] : 'nobody';
