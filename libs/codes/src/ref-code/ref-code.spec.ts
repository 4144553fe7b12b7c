import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { parseRefCode } from './ref-code.js';

describe('a ref code', () => {
  it.each(['ANNA10', 'aff-LUNA_7', 'a=b', 'x', 'R'.repeat(64)])('may be %p, taken exactly as it is', (text) => {
    expect(parseRefCode(text)).toBe(text);
  });

  it.each([
    ['', 'empty'],
    ['R'.repeat(65), 'too-long'],
    ['two words', 'foreign-character'],
    ['ANNA10\n', 'foreign-character'],
    ["x';drop--", 'foreign-character'],
    ['<b>', 'foreign-character'],
    ['prêmio', 'foreign-character'],
  ])('is not %p: %s', (text, reason) => {
    expect(parseRefCode(text)).toEqual({ kind: 'malformed-ref-code', reason });
  });

  it('is whatever is written in the characters that link pages allow, and nothing else', () => {
    holds(
      'ref code alphabet',
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(parseRefCode(text) === text).toBe(/^[\w=-]{1,64}$/.test(text));
      }),
    );
  });
});
