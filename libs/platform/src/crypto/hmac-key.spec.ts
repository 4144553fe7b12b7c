import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HmacKey } from './hmac-key.js';

const aKey = fc.uint8Array({ maxLength: 64 });

describe('a signature', () => {
  it('is HMAC-SHA256, as Node’s own', () => {
    const content = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(aKey, content, (key, signed) => {
        expect(new HmacKey(key).sign(signed)).toEqual(createHmac('sha256', key).update(signed).digest());
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same however often it is asked for', () => {
    const key = new HmacKey(Buffer.from('key'));
    expect(key.sign('one')).toEqual(key.sign('one'));
    expect(key.sign('one')).not.toEqual(key.sign('two'));
  });

  it('is not made under a key that would have to be digested first', () => {
    expect(() => new HmacKey(new Uint8Array(65))).toThrow(RangeError);
  });
});
