import { describe, expect, it } from '@jest/globals';
import { aCoupon, aCouponGiven, aMessage, time } from '@whence/attribution-testing';

import { mergeCopies } from '../signal/merge-copies.js';
import { readGivenCoupons, wordsBeforeTheirCoupon } from './read-coupons.js';

const anna = aCoupon('ANNA');
const factsOf = (...coupons: readonly ReturnType<typeof aCoupon>[]) => ({
  links: [],
  ads: [],
  clicks: [],
  coupons: coupons.map((coupon) => coupon.build()),
});

describe('a coupon that was given with a conversion', () => {
  const given = aCouponGiven(anna, time('11:00'), time('11:05'));

  it('is a touch at the time of the conversion, of no signal and seen by nobody', () => {
    expect(readGivenCoupons([given], factsOf(anna))).toEqual([
      {
        id: given.reference.id,
        signalKey: `given ${given.reference.id}`,
        conversationId: given.conversationId,
        channelAccountId: given.channelAccountId,
        enteredAt: time('11:00'),
        clock: 'platform',
        precisionMs: 1,
        receivedAt: time('11:05'),
        seenBy: [],
        reference: given.reference,
        matchType: 'coupon',
        coupon: anna.build(),
      },
    ]);
  });

  it('is told of where nobody has issued it, or had by then', () => {
    for (const facts of [factsOf(), factsOf(anna.issuedAt(time('11:00') + 1))]) {
      const [touch] = readGivenCoupons([given], facts);
      expect(touch).toMatchObject({ matchType: 'coupon' });
      expect(touch).not.toHaveProperty('coupon');
    }
    expect(readGivenCoupons([given], factsOf(anna.issuedAt(time('11:00'))))[0]).toHaveProperty('coupon');
  });
});

describe('a word that became a coupon after it was written', () => {
  const written = mergeCopies([aMessage(time('10:00')).typingCoupon(anna).withRef('ANNA10').build()]);
  const word = written[0]?.references.find(({ kind }) => kind === 'coupon')?.id;

  it('is a touchpoint no longer', () => {
    expect(wordsBeforeTheirCoupon(written, factsOf(anna.issuedAt(time('10:00') + 1)))).toEqual([word]);
  });

  it('is left alone where the coupon was there, and where no coupon has it', () => {
    expect(wordsBeforeTheirCoupon(written, factsOf(anna.issuedAt(time('10:00'))))).toEqual([]);
    expect(wordsBeforeTheirCoupon(written, factsOf(aCoupon('BEN')))).toEqual([]);
  });
});
