import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { median, pairedRatio, percentile } from './statistics.js';

const figures = fc.array(fc.double({ min: 0.001, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('the median', () => {
  it('is the middle of an odd number of values, and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('has at least half of the values on either side, and changes nothing', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const before = [...values];
        const middle = median(values);
        expect(values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(values.length / 2);
        expect(values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(values.length / 2);
        expect(values).toEqual(before);
      }),
    );
  });
});

describe('a percentile', () => {
  it('is a value that was measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)]).toEqual([50, 99, 100]);
    expect(percentile([7], 0)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('a paired ratio', () => {
  it('compares the two sides of each round, and not what is in the middle of all rounds', () => {
    // A machine that slows down for both sides alike: the ratio of each round is 2.
    expect(pairedRatio([200, 20, 2], [100, 10, 1])).toEqual({ median: 2, min: 2, max: 2 });
    expect(pairedRatio([100, 300, 50], [100, 100, 100])).toEqual({ median: 1, min: 0.5, max: 3 });
  });

  it('leaves out a round that lacks a side', () => {
    expect(pairedRatio([100, undefined, 90], [50, 10, undefined])).toEqual({ median: 2, min: 2, max: 2 });
    expect(pairedRatio([undefined], [1])).toBeUndefined();
    expect(pairedRatio([1], [0])).toBeUndefined();
  });

  it('turns around with its sides', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const ones = values.map(() => 1);
        expect(pairedRatio(ones, values)?.max).toBeCloseTo(1 / Math.min(...values), 6);
      }),
    );
  });
});
