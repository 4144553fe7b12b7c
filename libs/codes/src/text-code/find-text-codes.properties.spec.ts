import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { writeCodeWithClick } from './click-part.js';
import { findTextCodes } from './find-text-codes.js';
import { aClickPart, aTextCode } from '../../test/text-code.arb.js';

/** What stands around a code in real life: words of several scripts, no digits. */
const aWord = fc.constantFrom(
  'hi',
  'what',
  'about',
  'WHATSAPP',
  'olá',
  'preço',
  'שלום',
  'مرحبا',
  '你好',
  'цена',
  '🔥',
  '(',
  '“',
  '...',
);
const words = fc.array(aWord, { maxLength: 6 }).map((list) => list.join(' '));
const aSurrounding = fc.record({ before: words, after: words });

/** What keyboards, clients and translators put between two characters. */
const anIntrusion = fc.constantFrom('', '', '', ' ', '\n', '\u200b', '\u200e', '\u2066', '\u00ad', ' \u200f', '"', '·');
const styles: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)),
  (text) =>
    text.replace(/[A-Z]/g, (character) => String.fromCodePoint(0x1d400 + (character.codePointAt(0) ?? 0) - 0x41)),
];
const aStyle = fc.constantFrom(...styles);

const spread = (text: string, intrusions: readonly string[]): string =>
  [...text]
    .map((character, index) => character + (index === text.length - 1 ? '' : (intrusions[index] ?? '')))
    .join('');

const someCharacter = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const aSlip = fc.record({ at: fc.nat({ max: 9 }), character: someCharacter });

describe('whatever the code, its click and the words around it', () => {
  it('the code and its click part are found as written', () => {
    holds(
      'code round trip',
      fc.property(aTextCode, aClickPart, aSurrounding, (code, clickPart, { before, after }) => {
        const text = `${before} ${writeCodeWithClick(code, clickPart)} ${after}`;

        expect(findTextCodes(text)).toEqual({ codes: [{ code, clickPart }], damaged: [] });
      }),
    );
  });

  it('the code is found through any style, with anything small slipped in between its characters', () => {
    const aDisguise = fc.record({ style: aStyle, between: fc.array(anIntrusion, { minLength: 10, maxLength: 10 }) });

    holds(
      'find in noise',
      fc.property(aTextCode, aDisguise, aSurrounding, (code, { style, between }, { before, after }) => {
        const text = `${before} ${style(spread(code, between))} \n ${after}`;

        expect(findTextCodes(text).codes.map((found) => found.code)).toEqual([code]);
      }),
    );
  });

  it('a text with the code twice tells it once', () => {
    holds(
      'code told twice',
      fc.property(aTextCode, words, aStyle, (code, between, style) => {
        expect(findTextCodes(`${code} ${between} ${style(code)}`).codes).toEqual([{ code }]);
      }),
    );
  });
});

describe('one slip in a code', () => {
  it('of a wrong character is damage, and never another code', () => {
    holds(
      'near miss of a character',
      fc.property(aTextCode, aSlip, words, (code, { at, character }, around) => {
        fc.pre(code[at] !== character);
        const slipped = code.slice(0, at) + character + code.slice(at + 1);
        const findings = findTextCodes(`${around} ${slipped} ${around}`);

        expect(findings.codes).toEqual([]);
        expect(findings.damaged).toHaveLength(1);
      }),
    );
  });

  it('of two neighbours swapped is damage, or still the code, and never another code', () => {
    holds(
      'near miss of a swap',
      fc.property(aTextCode, fc.nat({ max: 8 }), (code, at) => {
        const slipped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
        const found = findTextCodes(slipped).codes.map((finding) => finding.code);

        expect(found.filter((other) => other !== code)).toEqual([]);
        if (at >= 3 && slipped !== code) expect(findTextCodes(slipped).damaged).toHaveLength(1);
      }),
    );
  });

  it('of a character lost or too many is damage, or still the code, and never another code', () => {
    holds(
      'near miss of length',
      fc.property(aTextCode, fc.nat({ max: 9 }), fc.option(someCharacter), (code, at, extra) => {
        const slipped = code.slice(0, at) + (extra === null ? '' : extra + (code[at] ?? '')) + code.slice(at + 1);
        const { codes, damaged } = findTextCodes(`hi! ${slipped} hello`);

        expect(codes.filter((finding) => finding.code !== code)).toEqual([]);
        expect(codes.length + damaged.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the time a search takes', () => {
  const textLength = 65_536;
  const patternsOfMalice = [
    'WH-K7M4Q2X',
    'WH-K7M4Q2',
    'WH',
    'W H - ',
    'WH-K7M4X2C-A2B9XY',
    'H-K7M4Q2C ',
    'a\u0301\u0327',
    '🔥',
  ];

  const millisecondsFor = (text: string): number => {
    const start = performance.now();
    findTextCodes(text);
    return performance.now() - start;
  };
  const fastestOf = (text: string): number => Math.min(...Array.from({ length: 5 }, () => millisecondsFor(text)));

  it.each(patternsOfMalice)('is milliseconds for 65,536 characters of %p', (pattern) => {
    const text = pattern.repeat(Math.ceil(textLength / pattern.length)).slice(0, textLength);

    // 2 to 25 ms when measured; the limit leaves room for a busy machine, and none for a search that is not linear.
    expect(fastestOf(text)).toBeLessThan(250);
  });

  it('ends with a bounded number of findings', () => {
    const text = Array.from(
      { length: 5_000 },
      (_, index) => `WH-K7M4X${index % 8 === 0 ? 'A' : 'B'}${String(2 + (index % 7))}`,
    ).join(' ');

    expect(findTextCodes(text).damaged.length).toBeLessThanOrEqual(16);
  });
});
