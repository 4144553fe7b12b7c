import { describe, expect, it } from '@jest/globals';

import { makeTextCode } from '../text-code/text-code.js';
import { findCouponCodes } from './find-coupon-codes.js';
import { parseCouponCode } from './coupon-code.js';

describe('the code of a coupon', () => {
  it.each([
    ['ANNA10', 'ANNA10'],
    ['anna10', 'ANNA10'],
    [' Anna-10 ', 'ANNA-10'],
    ['ＡＮＮＡ１０', 'ANNA10'],
    ['SUMMER', 'SUMMER'],
    ['A'.repeat(32), 'A'.repeat(32)],
  ])('may be %p, and is compared as %s', (text, code) => {
    expect(parseCouponCode(text)).toBe(code);
  });

  it.each([
    ['A10', 'too-short'],
    ['A'.repeat(33), 'too-long'],
    ['ANNA 10', 'foreign-character'],
    ['-ANNA10', 'foreign-character'],
    ['АННА10', 'foreign-character'],
    ['2026-11', 'no-letter'],
    [makeTextCode(7), 'text-code'],
    [makeTextCode(7).replace('-', ''), 'text-code'],
    [makeTextCode(7).slice(0, -1), 'text-code'],
    ['WH-SALE', 'text-code'],
  ])('is not %p: %s', (text, reason) => {
    expect(parseCouponCode(text)).toEqual({ kind: 'malformed-coupon-code', reason });
  });
});

describe('words that may be coupons', () => {
  it.each([
    ['Hi! My code is ANNA10', ['ANNA10']],
    ['hi, anna10 please', ['ANNA10']],
    ['*ANNA10* or _anna10_, “ANNA10”!', ['ANNA10']],
    ['I want SUMMER', ['SUMMER']],
    ['我用ANNA10吗', ['ANNA10']],
    ['کد ANNA۱۰ را دارم', ['ANNA10']],
    ['ANNA\u200b10', ['ANNA10']],
    ['BEN20 or ANNA-10?', ['BEN20', 'ANNA-10']],
  ])('are found in %p', (text, codes) => {
    expect(findCouponCodes(text)).toEqual(codes);
  });

  it.each([
    ['a word like others', 'do you have summer dresses?'],
    ['a word with one capital', 'Summer is nice'],
    ['a number', 'call 15550009999 at 10:30, it costs 1999'],
    ['an address', 'write to anna10@mail.example'],
    ['a handle', 'I come from @anna10'],
    ['a page', 'https://brand.example/anna10 and www.brand.example/ben20'],
    ['a short word', 'OK, A10'],
    ['part of a longer word', `x${'A1'.repeat(40)}`],
    ['part of a word with a letter that no code has', 'GROßANNA10'],
    ['a code of a link', `Hi! ${makeTextCode(7)} and ${makeTextCode(7).replace('-', '')}`],
  ])('are none where there is only %s', (_, text) => {
    expect(findCouponCodes(text)).toEqual([]);
  });

  it('are thirty-two at most, and those with digits go first', () => {
    const shouted = Array.from(
      { length: 100 },
      (_, at) => `LOUD${'X'.repeat(at % 10)}${'Y'.repeat(Math.floor(at / 10) % 10)}`,
    );
    const found = findCouponCodes(`${shouted.join(' ')} anna10`);
    expect(found).toHaveLength(32);
    expect(found[0]).toBe('ANNA10');
  });

  it.each([
    ['words that may be codes', 'ANNA10 '],
    ['frames', '_'],
    ['words that look like codes of links', 'WH-A2B3CD '],
    ['blanks', ' '],
    ['marks', '\u0301'],
  ])('are looked for in the longest text of %s within milliseconds', (_, part) => {
    const text = part.repeat(Math.floor(65_536 / part.length));
    const started = performance.now();
    findCouponCodes(text);
    // 2 to 120 ms when measured; the limit leaves room for a busy machine, and none for a search that is not linear.
    expect(performance.now() - started).toBeLessThan(600);
  });
});
