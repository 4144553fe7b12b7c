import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { normalizeTextCode } from './normalize-text-code.js';
import { aTextCode } from '../../test/text-code.arb.js';

describe('a code that was given alone', () => {
  it.each(['WH-K7M4Q2C', 'wh-k7m4q2c', ' WH K7M4 Q2C ', 'whk7m4q2c', '“WH–K7M4Q2C”'])(
    '%p has one written form',
    (text) => {
      expect(normalizeTextCode(text)).toBe('WH-K7M4Q2C');
    },
  );

  it('is its own written form', () => {
    holds(
      'written form',
      fc.property(aTextCode, (code) => normalizeTextCode(code) === code),
    );
  });

  it.each(['', 'WH-', 'K7M4Q2C', 'WH-K7M4X2C', 'WH-K7M4Q2CX', 'hi WH-K7M4Q2C', 'WH-K7M4Q2C-A2B9XY'])(
    '%p is no code',
    (text) => {
      expect(normalizeTextCode(text)).toEqual({ kind: 'malformed-text-code' });
    },
  );
});
