import { aLead, aSale, idFor, refundsOf, wholeRefundOf } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import type { Refund } from '../index.js';
import { money } from '../money/money.js';
import { refundReversalsOf, reversedToDate } from './reverse-on-refund.js';

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
    holds(
      'reversals sum to the commission',
      fc.property(refundedSale, fc.bigInt({ min: 1n, max: 10n ** 9n }), ({ refunds, amountMinor }, commissionMinor) => {
        const parts = reversals(percentage(commissionMinor), amountMinor, refunds);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(commissionMinor);
        expect(parts.every((part) => part >= 0n)).toBe(true);
      }),
    );
  });
});

describe('each refund of a conversion', () => {
  const sale = aSale().of('19.99', 'EUR');
  const thirds = refundsOf(sale, '6.66', '6.66', '6.67');
  const reversedBy = (
    earned: Parameters<typeof refundReversalsOf>[0],
    conversion: Parameters<typeof refundReversalsOf>[1],
    refunds: readonly Refund[],
  ): readonly bigint[] => refundReversalsOf(earned, conversion, refunds).map(({ amountMinor }) => amountMinor);

  it('reverses 0.50 when 7.5 % of 19.99 is refunded in three thirds', () => {
    expect(refundReversalsOf(percentage(150n), sale, thirds)).toEqual(
      thirds.map(({ id, occurredAt }) => ({ refundId: id, refundedAt: occurredAt, amountMinor: 50n })),
    );
  });

  it('leaves a flat reward alone, but for the one that makes the refund full', () => {
    expect(refundReversalsOf(flat(500n), sale, thirds)).toEqual([
      { refundId: thirds[2]!.id, refundedAt: thirds[2]!.occurredAt, amountMinor: 500n },
    ]);
  });

  it.each([
    ['a lead, which has no amount,', aLead()],
    ['a sale for nothing', aSale().of('0.00', 'EUR')],
    ['a sale as a whole', sale],
  ])('undoes all that was earned on %s', (_, conversion) => {
    expect(reversedBy(flat(500n), conversion, [wholeRefundOf(conversion)])).toEqual([500n]);
  });

  it('undoes nothing of what was sold in another currency', () => {
    expect(reversedBy(percentage(150n), sale, refundsOf(sale.of('19.99', 'BRL'), '19.99'))).toEqual([]);
  });

  it('undoes what it undoes, whichever of the others have arrived', () => {
    const parts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 6n }), { minLength: 1, maxLength: 8 });
    const story = fc.record({ parts, commissionMinor: fc.bigInt({ min: 1n, max: 10n ** 6n }), isFlat: fc.boolean() });
    holds(
      'reversals in any order',
      fc.property(story, ({ parts: amounts, commissionMinor, isFlat }) => {
        const amount = money(
          amounts.reduce((sum, part) => sum + part, 0n),
          'EUR',
        );
        const earned = isFlat ? flat(commissionMinor) : percentage(commissionMinor);
        let toDateMinor = 0n;
        const refunds = amounts.map((amountMinor, index): Refund => {
          toDateMinor += amountMinor;
          const id = idFor('rfd', `R${index}`);
          return { ...wholeRefundOf(sale), id, stretch: { amountMinor, toDateMinor, currency: 'EUR' } };
        });
        const all = refundReversalsOf(earned, { amount }, [...refunds].reverse());
        expect(all.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(commissionMinor);
        const alone = refunds.flatMap((refund) => refundReversalsOf(earned, { amount }, [refund]));
        expect(all).toEqual(alone);
      }),
    );
  });

  it('undoes no part twice, even where the stretches overlap by mistake', () => {
    const [whole] = refundsOf(sale, '19.99');
    const again = { ...whole!, id: idFor('rfd', 'AGAIN') };
    expect(reversedBy(percentage(150n), sale, [whole!, again, ...thirds])).toEqual([50n, 50n, 50n]);
  });
});
