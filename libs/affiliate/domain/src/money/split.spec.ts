import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import { divideHalfAwayFromZero } from './rounding.js';
import { money } from './money.js';
import { SharesNotWholeViolation, split } from './split.js';

const minors = (total: bigint, shares: readonly number[]): readonly bigint[] =>
  split(money(total, 'EUR'), shares).map((part) => part.amountMinor);

/** Shares that sum to 1,000,000, zeros among them. */
const someShares = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 9 })
  .map((cuts) => [0, ...[...cuts].sort((left, right) => left - right), 1_000_000])
  .map((edges) => edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)));

describe('rounding', () => {
  it.each([
    [149_925n, 1_000n, 150n],
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
  ])('makes %s ÷ %s into %s: halves go away from zero', (numerator, denominator, rounded) => {
    expect(divideHalfAwayFromZero(numerator, denominator)).toBe(rounded);
  });

  it('is off by at most a half, and the same on both sides of zero', () => {
    holds(
      'rounding half away from zero',
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (n, d) => {
          const error = 2n * (divideHalfAwayFromZero(n, d) * d - n);
          expect(error <= d && error >= -d).toBe(true);
          expect(divideHalfAwayFromZero(-n, d)).toBe(-divideHalfAwayFromZero(n, d));
        },
      ),
    );
  });
});

describe('splitting an amount', () => {
  it('gives what remains to the last share', () => {
    expect(minors(50n, [333_334, 333_333, 333_333])).toEqual([16n, 16n, 18n]);
  });

  it('gives the last share that is not zero what remains, and a zero share nothing', () => {
    expect(minors(5n, [500_000, 500_000, 0])).toEqual([2n, 3n, 0n]);
  });

  it('splits what is taken back as it splits what is given', () => {
    expect(minors(-50n, [333_334, 333_333, 333_333])).toEqual([-16n, -16n, -18n]);
  });

  it('always hands out exactly the whole, and nobody more than one minor unit for each sharer beside his share', () => {
    holds(
      'split is exact',
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), someShares, (total, shares) => {
        const parts = minors(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const error = part * 1_000_000n - total * BigInt(shares[index] ?? 0);
          expect((error < 0n ? -error : error) < BigInt(shares.length) * 1_000_000n).toBe(true);
        }
      }),
    );
  });

  it.each([[[]], [[999_999]], [[500_000, 500_001]], [[1_500_000, -500_000]], [[0.5, 999_999.5]]])(
    'refuses shares that are no whole: %j',
    (shares) => {
      expect(() => split(money(100n, 'EUR'), shares)).toThrow(SharesNotWholeViolation);
    },
  );
});
