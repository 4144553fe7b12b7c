import { describe, expect, it } from '@jest/globals';
import { normalizeTextCode, parseRefCode } from '@whence/codes';

import { drawCodes, keyPattern, reservedKeys } from './link-codes.js';

/** Draws these numbers, then zeros. */
const drawing = (...numbers: number[]) => {
  const rest = [...numbers];
  return () => rest.shift() ?? 0;
};

const numbersOf = (text: string): number[] =>
  [...text].map((character) => 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character));

describe('the codes of a new link', () => {
  it('are the ones that were asked for, and a text code beside them', () => {
    const { key, refCode, textCode } = drawCodes({ key: 'anna', refCode: 'ANNA10' });
    expect([key, refCode]).toEqual(['anna', 'ANNA10']);
    expect(normalizeTextCode(textCode)).toBe(textCode);
  });

  it('are drawn where none were asked for', () => {
    const first = drawCodes({});
    const second = drawCodes({});
    expect(first.key).toMatch(keyPattern);
    expect(parseRefCode(first.refCode)).toBe(first.refCode);
    expect(second.key).not.toBe(first.key);
    expect(second.refCode).not.toBe(first.refCode);
  });

  it('are never a path that the short domain serves itself', () => {
    const { key } = drawCodes({}, drawing(...numbersOf('metrics'), ...numbersOf('whenced')));
    expect(key).toBe('whenced');
    expect(reservedKeys).not.toContain(key);
  });
});
