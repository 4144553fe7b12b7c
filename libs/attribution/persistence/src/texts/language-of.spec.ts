import { describe, expect, it } from '@jest/globals';

import { languageOf } from './language-of.js';

describe('the language of a text', () => {
  it.each([
    ['Hi! I want to know more', 'en'],
    ['Olá! Gostaria de saber mais sobre a coleção nova', 'pt'],
    ['Hola, me gustaría saber cuánto cuesta', 'es'],
    ['Hallo, ich möchte mehr wissen', 'de'],
    ['Bonjour je veux savoir', 'fr'],
    ['Здравствуйте, сколько стоит?', 'ru'],
    ['مرحبا اريد معرفة المزيد', 'ar'],
    ['नमस्ते मुझे जानकारी चाहिए', 'hi'],
  ])('of %p is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(['', 'Hi!', 'Olá', 'ok 👍', 'price pls', 'hi, WH-ABCDEF', '😀😀😀'])('of %p cannot be told', (text) => {
    expect(languageOf(text)).toBeUndefined();
  });

  it('is told by its beginning, however long it is', () => {
    const text = 'Hallo, ich möchte mehr wissen. '.repeat(2_000);
    expect(languageOf(text)).toBe('de');
    expect(languageOf('x'.repeat(65_536))).toBeUndefined();
  });
});
