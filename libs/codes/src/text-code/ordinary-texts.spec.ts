import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';
import { findTextCodes } from './find-text-codes.js';

const nothing = { codes: [], damaged: [] };

describe('an ordinary text holds no code, damaged or whole', () => {
  it.each([
    'what about the size?',
    'WHATEVER you say',
    'WHATSAPP me on +55 11 98765-4321',
    'what a 4x4 car, what a b2b a1 deal',
    'why 5 packs, why 2 needs, why a 4x4?',
    'Which one? Who? Where? When? WHY???',
    'wh-questions and wh-clauses and wh-movement are for linguists',
    'when2meet, w8 4 me, wh4t? WH4TSAPP',
    'do you have the Sony WH-1000XM4 or the WH-1000XM5?',
    'WH-CH720N, WH-CH520, WH-XB910N in black',
    'a 500 Wh battery at 36V 10Ah, or the 720 Wh 48V 15Ah one',
    'order WH-2345678 and WH-345987 from the WH 24 warehouse',
    'WH40K 9th edition',
    'The WH said so. WH - staff only.',
    'Whangarei, Wheaton, Whitby WH7 4QA',
    'quero saber o preço, vi no whats, obrigada!',
    'was heißt das? wohin? WG-Zimmer in 10115 Berlin, 2 Zimmer',
    'où est-ce que je peux acheter ça ? 24h/24',
    '¿cuánto cuesta? lo vi en wh sap 3x2',
    'привет, сколько стоит? 4x4',
    'مرحبا كم السعر؟ ٢٤ ساعة',
    '你好，多少钱？WH 有货吗？',
    'https://example.com/?fbclid=IwY2xjawE9WhBleHRuA2FlbQIxMAABHWhK4mXp7Q',
    '1️⃣2️⃣3️⃣ ™ ℹ️',
    '',
  ])('%s', (text) => {
    expect(findTextCodes(text)).toEqual(nothing);
  });

  it('if it has no digits, whatever its letters are', () => {
    const aLetter = fc.constantFrom(...'WHAKMQCXYZwhatever -.,\n\'"!?éßמ你');
    const aTextOfLetters = fc.string({
      unit: fc.oneof({ weight: 3, arbitrary: aLetter }, fc.constant('WH-')),
      maxLength: 120,
    });

    holds(
      'letters hold no code',
      fc.property(aTextOfLetters, (text) => {
        expect(findTextCodes(text)).toEqual(nothing);
      }),
    );
  });

  it('if it has no letters but the prefix', () => {
    const someNumbers = fc.string({ unit: fc.constantFrom(...'0123456789 -'), maxLength: 40 });

    holds(
      'numbers hold no code',
      fc.property(someNumbers, someNumbers, (before, after) => {
        expect(findTextCodes(`${before} WH${after}`)).toEqual(nothing);
      }),
    );
  });

  it('and the finder takes any text at all', () => {
    holds(
      'any text is taken',
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => findTextCodes(text).codes.length === 0),
    );
  });
});
