import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { codeAlphabet, codeNumbers, DrawnNumberViolation } from './alphabet.js';
import { makeClickPart, parseClickPart } from './click-part.js';
import { aDrawnNumber, aTextCode } from '../../test/text-code.arb.js';
import { bodyLength, isBody, makeTextCode } from './text-code.js';

const bodyOf = (code: string): string => code.slice('WH-'.length);
const aPlace = fc.nat({ max: bodyLength - 1 });

describe('a text code', () => {
  it('is the prefix, a letter, a digit, a letter, a digit, two of either and the check character', () => {
    holds(
      'shape of a code',
      fc.property(aDrawnNumber, (random) => /^WH-[A-Z][2-9][A-Z][2-9][2-9A-Z]{3}$/.test(makeTextCode(random))),
    );
  });

  it('is written without characters that look like others', () => {
    for (const lookAlike of '0O1IL') expect(codeAlphabet).not.toContain(lookAlike);
    expect(new Set(codeAlphabet).size).toBe(31);
  });

  it('is another one for each number, until they wrap round', () => {
    const codes = new Set(Array.from({ length: 50_000 }, (_, random) => makeTextCode(random)));

    expect(codes.size).toBe(50_000);
    expect(makeTextCode(23 * 8 * 23 * 8 * 31 * 31)).toBe(makeTextCode(0));
  });

  it.each([-1, 0.5, codeNumbers, Number.NaN])('is not made from %p', (random) => {
    expect(() => makeTextCode(random)).toThrow(DrawnNumberViolation);
    expect(() => makeClickPart(random)).toThrow(DrawnNumberViolation);
  });
});

describe('the check character', () => {
  it('catches every wrong character, in every place, for every character that could be there', () => {
    holds(
      'check character of a slip',
      fc.property(aTextCode, aPlace, (code, place) => {
        const body = bodyOf(code);
        const others = [...codeAlphabet].filter((character) => character !== body[place]);
        return others.every((other) => !isBody(body.slice(0, place) + other + body.slice(place + 1)));
      }),
    );
  });

  it('catches every two characters that were swapped, neighbours or not', () => {
    holds(
      'check character of a swap',
      fc.property(aTextCode, aPlace, aPlace, (code, left, right) => {
        const characters = [...bodyOf(code)];
        fc.pre(characters[left] !== characters[right]);
        [characters[left], characters[right]] = [characters[right] ?? '', characters[left] ?? ''];

        return !isBody(characters.join(''));
      }),
    );
  });
});

describe('a click part', () => {
  it('is six characters of the alphabet, other ones for each number', () => {
    holds(
      'click part round trip',
      fc.property(aDrawnNumber, aDrawnNumber, (one, other) => {
        const clickPart = makeClickPart(one);
        return parseClickPart(clickPart) === clickPart && (clickPart === makeClickPart(other)) === (one === other);
      }),
    );
  });

  it.each(['', 'ABCDE', 'ABCDEFG', 'ABCDE0', 'abcdef', 'ABC EF'])('is not %p', (characters) => {
    expect(parseClickPart(characters)).toBeUndefined();
  });
});
