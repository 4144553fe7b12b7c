import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { parseRefCode } from '../ref-code/ref-code.js';
import {
  clickTokenLength,
  readClickToken,
  WeakTokenMacViolation,
  writeClickToken,
  type TokenMac,
} from './click-token.js';
import { ClickClaimsViolation, layOutClickToken } from './token-layout.js';

const signedWith =
  (key: string): TokenMac =>
  (payload) =>
    createHmac('sha256', key).update(payload).digest();
const mac = signedWith('ours');

const aUlid = fc
  .tuple(
    fc.constantFrom(...'01234567'),
    fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), minLength: 25, maxLength: 25 }),
  )
  .map(([first, rest]) => first + rest);
const aClick = fc.record({
  linkId: aUlid.map((ulid) => `lnk_${ulid}` as const),
  clickId: aUlid.map((ulid) => `clk_${ulid}` as const),
  clickedAt: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
});
const click = {
  linkId: 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F',
  clickId: 'clk_01KAQ3ZV5N8T2M4R6P7S9W1X4M',
  clickedAt: 1_793_613_571_204,
};

describe('a click token', () => {
  it('tells the link, the click and the time it was written with', () => {
    holds(
      'click token round trip',
      fc.property(aClick, (claims) => {
        expect(readClickToken(writeClickToken(claims, mac), mac)).toEqual({ kind: 'click', ...claims });
      }),
    );
  });

  it('fits into a ref, and is too long to be a ref code', () => {
    const token = writeClickToken(click, mac);

    expect(token).toMatch(/^w1[A-Za-z0-9_-]{72}$/);
    expect(token).toHaveLength(clickTokenLength);
    expect(parseRefCode(token)).toEqual({ kind: 'malformed-ref-code', reason: 'too-long' });
  });

  it('signs link, click and time in 38 bytes', () => {
    expect(layOutClickToken(click)).toHaveLength(38);
  });

  it.each([
    ['linkId', 'lnk_short'],
    ['linkId', 'cmp_01KAQ3ZV5N8T2M4R6P7S9W1X4F'],
    ['linkId', 'lnk_81KAQ3ZV5N8T2M4R6P7S9W1X4F'],
    ['linkId', 'lnk_01kaq3zv5n8t2m4r6p7s9w1x4f'],
    ['clickId', 'clk_'],
    ['clickedAt', -1],
    ['clickedAt', 1.5],
    ['clickedAt', 2 ** 48],
    ['clickedAt', Number.NaN],
  ])('cannot say %s %p', (claim, value) => {
    expect(() => writeClickToken({ ...click, [claim]: value }, mac)).toThrow(ClickClaimsViolation);
  });

  it('is not written with a signature that is too short', () => {
    expect(() => writeClickToken(click, () => new Uint8Array(15))).toThrow(WeakTokenMacViolation);
  });
});

describe('a forged click token', () => {
  it('is one in which any single bit was changed', () => {
    holds(
      'forged bit',
      fc.property(aClick, fc.nat({ max: 54 * 8 - 1 }), (claims, bit) => {
        const bytes = Buffer.from(writeClickToken(claims, mac).slice(2), 'base64url');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));

        return readClickToken(`w1${bytes.toString('base64url')}`, mac).kind === 'forged';
      }),
    );
  });

  it('is one in which any character was replaced', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

    holds(
      'forged character',
      fc.property(
        aClick,
        fc.integer({ min: 2, max: clickTokenLength - 1 }),
        fc.constantFrom(...alphabet),
        (claims, at, other) => {
          const token = writeClickToken(claims, mac);
          fc.pre(token[at] !== other);

          return readClickToken(token.slice(0, at) + other + token.slice(at + 1), mac).kind === 'forged';
        },
      ),
    );
  });

  it('is one that was signed with another key', () => {
    holds(
      'foreign key',
      fc.property(aClick, (claims) => {
        expect(readClickToken(writeClickToken(claims, signedWith('theirs')), mac)).toEqual({ kind: 'forged' });
      }),
    );
  });
});

describe('a ref that is no click token', () => {
  const token = writeClickToken(click, mac);

  it.each([
    ['empty', ''],
    ['a ref code', 'ANNA10'],
    ['a ref code that begins like one', 'w1nter-sale'],
    ['a token that was cut', token.slice(0, -1)],
    ['a token with something behind it', `${token}A`],
    ['a token of another layout', `w2${token.slice(2)}`],
    ['a token with a character of another alphabet', `${token.slice(0, -1)}+`],
    ['a token with an emoji in it', `${token.slice(0, -2)}🔥`],
  ])('is said to be none: %s', (_, ref) => {
    expect(readClickToken(ref, mac)).toEqual({ kind: 'not-a-token' });
  });
});
