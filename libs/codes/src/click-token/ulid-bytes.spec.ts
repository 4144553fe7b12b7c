import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import { bytesOfUlid, ulidBytes, ulidOfBytes } from './ulid-bytes.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same by one large number, as the definition says it. */
const numberOfUlid = (ulid: string): bigint =>
  [...ulid].reduce((number, character) => number * 32n + BigInt(alphabet.indexOf(character)), 0n);
const numberOfBytes = (bytes: Uint8Array): bigint => bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);

const anyBytes = fc.uint8Array({ minLength: ulidBytes, maxLength: ulidBytes });

describe('a ULID', () => {
  it('is the same number as its 16 bytes', () => {
    holds(
      'ulid round trip',
      fc.property(anyBytes, (bytes) => {
        const ulid = ulidOfBytes(bytes);
        expect(ulid).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
        expect(numberOfUlid(ulid)).toBe(numberOfBytes(bytes));
        expect(bytesOfUlid(ulid)).toEqual(bytes);
      }),
    );
  });

  it.each(['', '01KAQ3ZV5N8T2M4R6P7S9W1X4', '81KAQ3ZV5N8T2M4R6P7S9W1X4F', '01kaq3zv5n8t2m4r6p7s9w1x4f'])(
    'is not %j',
    (text) => expect(bytesOfUlid(text)).toBeUndefined(),
  );
});
