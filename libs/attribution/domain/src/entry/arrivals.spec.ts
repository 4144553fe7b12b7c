import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, anAd, aReferral, time, type SignalBuilder } from '@whence/attribution-testing';

import { mergeCopies } from '../signal/merge-copies.js';
import { readTouchpoints } from '../touchpoint/read-touchpoints.js';
import { formEntries } from './form-entries.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const facts = {
  links: [anna.build(), ben.build()],
  ads: [anAd('77', 'AUTUMN'), anAd('78', 'FAIR')],
  clicks: [],
  coupons: [],
};
const minute = 60_000;
const at = time('10:00');

/** How many touches each arrival has, earliest first: the same in whatever order they are told. */
const arrivals = (...seen: readonly SignalBuilder[]): readonly number[] => {
  const touches = readTouchpoints(mergeCopies(seen.map((signal) => signal.build())), facts);
  const entries = formEntries(touches);
  expect(formEntries([...touches].reverse())).toEqual(entries);
  return entries.map((entry) => entry.touches.length);
};

describe('one arrival', () => {
  it('is what names one link with gaps of half an hour at most', () => {
    const again = (minutes: number, ms = 0) => aReferral(at + minutes * minute + ms).withRefOf(anna);
    expect(arrivals(again(0), again(30), again(60))).toEqual([3]);
    expect(arrivals(again(0), again(30, 1))).toEqual([1, 1]);
  });

  it('is what names one ad, one code, or the same unknown ref', () => {
    const twice = (dress: (signal: SignalBuilder) => SignalBuilder) =>
      arrivals(dress(aMessage(at)), dress(aMessage(at + minute)));
    expect(twice((signal) => signal.withAd('77'))).toEqual([2]);
    expect(twice((signal) => signal.withAd('5'))).toEqual([2]);
    expect(twice((signal) => signal.withRef('NOBODY'))).toEqual([2]);
    expect(twice((signal) => signal.typingDamaged('WH-X'))).toEqual([2]);
    expect(twice((signal) => signal.typingCodeOf(anna))).toEqual([2]);
    expect(twice((signal) => signal.withProduct())).toEqual([2]);
  });

  it('is never of two that name different things', () => {
    const apart = (one: (signal: SignalBuilder) => SignalBuilder, other: (signal: SignalBuilder) => SignalBuilder) =>
      arrivals(one(aMessage(at)), other(aMessage(at + minute)));
    expect(
      apart(
        (one) => one.withAd('77'),
        (other) => other.withAd('78'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.withAd('5'),
        (other) => other.withAd('6'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.withRef('SOME'),
        (other) => other.withRef('OTHER'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.withRef('77'),
        (other) => other.withAd('5'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.typingDamaged('WH-X'),
        (other) => other.typingDamaged('WH-Y'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.typingDamaged('WH-X'),
        (other) => other.withRef('WH-X'),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.withRef('NOBODY'),
        (other) => other.withProduct(),
      ),
    ).toEqual([1, 1]);
    expect(
      apart(
        (one) => one.withRefOf(anna),
        (other) => other.withRefOf(ben),
      ),
    ).toEqual([1, 1]);
  });

  it('is on one channel account', () => {
    const elsewhere = aReferral(at + minute)
      .inConversation('cnv_OTHER', 'cha_OTHER')
      .withRefOf(anna);
    expect(arrivals(aReferral(at).withRefOf(anna), elsewhere)).toEqual([1, 1]);
  });

  it('is what tells of one click, however late it is told again', () => {
    const click = (minutes: number) => aReferral(at + minutes * minute).withTokenOf(anna, at - minute);
    expect(arrivals(click(0), click(300))).toEqual([2]);
    expect(arrivals(click(0), click(3_000))).toEqual([2]);
  });

  it('joins by an ad that leads to a link what each of them tells', () => {
    const byAd = aReferral(at).withAd('77');
    const byLink = aReferral(at + minute).withRefOf(anna);
    const byBoth = aReferral(at + 2 * minute).withRefAndAd(anna, '77');
    expect(arrivals(byAd, byLink)).toEqual([1, 1]);
    expect(arrivals(byAd, byLink, byBoth)).toEqual([3]);
  });
});

describe('arrivals', () => {
  it('are told from the earliest on, each with its earliest touch first', () => {
    const seen = [
      aReferral(at + minute).withRefOf(ben),
      aReferral(at).withRefOf(anna),
      aReferral(at + 2 * minute).withRefOf(anna),
    ];
    const entries = formEntries(readTouchpoints(mergeCopies(seen.map((signal) => signal.build())), facts));
    expect(entries.map(({ enteredAt }) => enteredAt)).toEqual([at, at + minute]);
    expect(entries[0]?.touches.map(({ enteredAt }) => enteredAt)).toEqual([at, at + 2 * minute]);
  });

  it('of the same moment are in the order of their evidence, by which they are named', () => {
    const seen = ['b', 'a'].map((name, place) =>
      aReferral(at)
        .named(name)
        .withRefOf([anna, ben][place] ?? anna),
    );
    const entries = formEntries(readTouchpoints(mergeCopies(seen.map((signal) => signal.build())), facts));
    expect(entries.map(({ id }) => id)).toEqual(
      entries.map(({ touches: [first] }) => first.id.replace('tch_', 'ent_')).sort(),
    );
  });
});
