import { describe, expect, it } from '@jest/globals';

import { askedLanguage } from './asked-language.js';

describe('the language a browser asks for', () => {
  it.each([
    ['pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7', 'pt-BR'],
    ['de', 'de'],
    ['zh-Hant-TW;q=1, en', 'zh-Hant-TW'],
  ])('of %p is %s', (header, language) => {
    expect(askedLanguage(header)).toBe(language);
  });

  it.each([undefined, '', '*', 'x', "en'; DROP TABLE", `${'a'.repeat(5_000)},en`])('of %p is not known', (header) => {
    expect(askedLanguage(header)).toBeUndefined();
  });
});
