import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { money } from '../money/money.js';
import { reversedToDate } from './reverse-on-refund.js';

const percentage = (amountMinor: bigint) => ({ rewardKind: 'percentage', amount: money(amountMinor, 'EUR') }) as const;
const flat = (amountMinor: bigint) => ({ rewardKind: 'flat', amount: money(amountMinor, 'EUR') }) as const;

/** What each refund of a sale reverses, one after the other. */
const reversals = (
  commission: Parameters<typeof reversedToDate>[0],
  amountMinor: bigint,
  refunds: readonly bigint[],
): readonly bigint[] => {
  let refundedMinor = 0n;
  let reversedMinor = 0n;
  return refunds.map((refund) => {
    refundedMinor += refund;
    const sale = { amount: money(amountMinor, 'EUR'), refundedMinor };
    const toDate = reversedToDate(commission, sale).amountMinor;
    const reversal = toDate - reversedMinor;
    reversedMinor = toDate;
    return reversal;
  });
};

describe('a refund', () => {
  it('reverses 0.50 each when 7.5 % of 19.99 is refunded in three thirds', () => {
    expect(reversals(percentage(150n), 1999n, [666n, 666n, 667n])).toEqual([50n, 50n, 50n]);
  });

  it('leaves a flat reward alone until the sale is refunded in full', () => {
    expect(reversals(flat(500n), 1999n, [666n, 666n, 667n])).toEqual([0n, 0n, 500n]);
  });

  it('never reverses more than the commission', () => {
    expect(reversals(percentage(150n), 1999n, [1999n, 1n])).toEqual([150n, 0n]);
  });

  it('reverses exactly the commission, however a full refund is partitioned, and never gives any of it back', () => {
    const refundedSale = fc
      .array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
      .map((refunds) => ({ refunds, amountMinor: refunds.reduce((sum, refund) => sum + refund, 0n) }));
    fc.assert(
      fc.property(refundedSale, fc.bigInt({ min: 1n, max: 10n ** 9n }), ({ refunds, amountMinor }, commissionMinor) => {
        const parts = reversals(percentage(commissionMinor), amountMinor, refunds);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(commissionMinor);
        expect(parts.every((part) => part >= 0n)).toBe(true);
      }),
    );
  });
});
