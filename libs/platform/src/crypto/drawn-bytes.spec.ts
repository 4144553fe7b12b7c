import { describe, expect, it } from '@jest/globals';

import { drawByte, drawBytes } from './drawn-bytes.js';

describe('drawn bytes', () => {
  const drawn = Array.from({ length: 20_000 }, () => drawBytes(12));

  it('are as many as were asked for, and never the same', () => {
    expect(drawn.every(({ length }) => length === 12)).toBe(true);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(drawn.length);
  });

  it('belong to whom they were given: later draws do not change them', () => {
    const [first] = drawn;
    const before = first?.toString('hex');
    for (let again = 0; again < 10_000; again += 1) drawByte();
    expect(first?.toString('hex')).toBe(before);
  });

  it('can have every value in every place', () => {
    for (let place = 0; place < 12; place += 1) {
      expect(new Set(drawn.map((bytes) => bytes[place])).size).toBe(256);
    }
    expect(new Set(Array.from({ length: 20_000 }, drawByte)).size).toBe(256);
  });
});
