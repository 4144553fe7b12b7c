import { describe, expect, it } from '@jest/globals';
import { aClick, aLink, aMessage, anAd, aReferral, time, type SignalBuilder, holds } from '@whence/attribution-testing';
import fc from 'fast-check';

import { entryGapMs } from '../settings/limits.js';
import { mergeCopies } from '../signal/merge-copies.js';
import { minute } from '../time.js';
import { readTouchpoints } from '../touchpoint/read-touchpoints.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import { formEntries } from './form-entries.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const clickedAt = time('09:30');
const facts = {
  links: [anna.build(), ben.build()],
  ads: [anAd('77', 'AUTUMN')],
  clicks: [aClick(anna, clickedAt)],
  coupons: [],
};

const touchesOf = (seen: readonly SignalBuilder[]): readonly Touchpoint[] =>
  readTouchpoints(mergeCopies(seen.map((signal) => signal.build())), facts);

/** Which touches are together, whatever the order. */
const together = (groups: readonly (readonly Touchpoint[])[]): readonly string[] =>
  groups.map((group) => JSON.stringify(group.map(({ id }) => id).sort())).sort();

const entriesOf = (touches: readonly Touchpoint[]): readonly string[] =>
  together(formEntries(touches).map((entry) => entry.touches));

const hasMore = (one: Touchpoint, other: Touchpoint): boolean =>
  (one.link !== undefined && one.link.id === other.link?.id) ||
  (one.ad !== undefined && one.ad.id === other.ad?.id) ||
  (one.link === undefined && other.link === undefined && one.ad === undefined && other.ad === undefined);

/** The rule as it is written, pair by pair: only for few touches. The unknown refs of these tests are all the same one. */
const tellOfOneArrival = (one: Touchpoint, other: Touchpoint): boolean =>
  (one.click !== undefined && one.click.id === other.click?.id) ||
  (Math.abs(one.enteredAt - other.enteredAt) <= entryGapMs && hasMore(one, other));

const byPairs = (touches: readonly Touchpoint[]): readonly string[] => {
  let groups = touches.map((touch) => [touch]);
  for (const touch of touches) {
    const near = groups.filter((group) => group.some((member) => tellOfOneArrival(member, touch)));
    groups = [...groups.filter((group) => !near.includes(group)), near.flat()];
  }
  return together(groups);
};

const aSeen: fc.Arbitrary<SignalBuilder> = fc
  .record({
    minutes: fc.integer({ min: 0, max: 150 }),
    what: fc.constantFrom('anna', 'ben', 'token', 'ad', 'ben-by-ad', 'unknown'),
  })
  .map(({ minutes, what }) => {
    const referral = aReferral(time('10:00') + minutes * minute).named(`${what} ${minutes}`);
    switch (what) {
      case 'anna':
        return referral.withRefOf(anna);
      case 'ben':
        return referral.withRefOf(ben);
      case 'token':
        return referral.withTokenOf(anna, clickedAt);
      case 'ad':
        return referral.withAd('77');
      case 'ben-by-ad':
        return referral.withRefOf(ben).withAd('77');
      default:
        return referral.withRef('NOBODY');
    }
  });

describe('entries', () => {
  it('are what the rule says pair by pair', () => {
    holds(
      'entries pair by pair',
      fc.property(fc.array(aSeen, { maxLength: 12 }), (seen) => {
        const touches = touchesOf(seen);
        expect(entriesOf(touches)).toEqual(byPairs(touches));
      }),
    );
  });

  it('are found as fast as there are touches, however often one person comes', () => {
    const seen = Array.from({ length: 10_000 }, (_, index) => aMessage(time('10:00') + index * minute).withRefOf(anna));
    const touches = touchesOf(seen);
    const startedAt = performance.now();
    expect(formEntries(touches)).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
