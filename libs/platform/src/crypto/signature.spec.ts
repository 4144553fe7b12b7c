import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signaturesMatch } from './signature.js';

const sign = (bytes: Uint8Array, secret: string): string => createHmac('sha256', secret).update(bytes).digest('hex');
const body = Buffer.from('{"a":1}');

describe('a signature', () => {
  it('matches the bytes it was made of, under any secret that is valid', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (bytes, secret) => {
        expect(signaturesMatch(bytes, sign(bytes, secret), ['another', secret])).toBe(true);
      }),
    );
    expect(signaturesMatch(body, sign(body, 'secret').toUpperCase(), ['secret'])).toBe(true);
  });

  it('matches no other bytes, however alike', () => {
    expect(signaturesMatch(Buffer.from('{"a": 1}'), sign(body, 'secret'), ['secret'])).toBe(false);
  });

  it('matches under no other secret', () => {
    expect(signaturesMatch(body, sign(body, 'another'), ['secret', 'second'])).toBe(false);
  });

  it('matches nothing where there is no secret, or an empty one', () => {
    expect(signaturesMatch(body, sign(body, ''), [])).toBe(false);
    expect(signaturesMatch(body, sign(body, ''), [''])).toBe(false);
  });

  it.each([
    '',
    'zz',
    `${sign(body, 'secret')}00`,
    sign(body, 'secret').slice(0, 62),
    `sha256=${sign(body, 'secret')}`,
    ` ${sign(body, 'secret')}`,
    `${sign(body, 'secret')}\n`,
  ])('is 64 hex characters and nothing else: %j is refused', (signature) => {
    expect(signaturesMatch(body, signature, ['secret'])).toBe(false);
  });
});
