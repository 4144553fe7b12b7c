import { describe, expect, it } from '@jest/globals';
import { asItems, asRecord, idOf, isTrue, textOf } from './read-json.js';

describe('readers of unproven JSON', () => {
  it('takes objects only as records', () => {
    expect(asRecord({ a: 1 })).toEqual({ a: 1 });
    for (const other of [null, undefined, [], 'text', 7, true]) expect(asRecord(other)).toBeUndefined();
  });

  it('takes a lone object where a list was expected as its only item', () => {
    expect(asItems([1, 2])).toEqual([1, 2]);
    expect(asItems({ a: 1 })).toEqual([{ a: 1 }]);
    expect(asItems('text')).toEqual([]);
  });

  it('takes the empty text as no text', () => {
    expect(textOf('hi')).toBe('hi');
    expect(textOf('')).toBeUndefined();
    expect(textOf(7)).toBeUndefined();
  });

  it('takes ids quoted or bare, and nothing that an index could not hold', () => {
    expect(idOf('7300000000000011')).toBe('7300000000000011');
    expect(idOf(7300000000000011)).toBe('7300000000000011');
    expect(idOf(1.5)).toBeUndefined();
    expect(idOf(2 ** 60)).toBeUndefined();
    expect(idOf('')).toBeUndefined();
    expect(idOf('x'.repeat(513))).toBeUndefined();
  });

  it('takes a flag as set where it is true, quoted or bare', () => {
    expect(isTrue(true)).toBe(true);
    expect(isTrue('true')).toBe(true);
    for (const other of [false, 'false', '', 1, {}, null, undefined]) expect(isTrue(other)).toBe(false);
  });
});
