import { describe, expect, it } from '@jest/globals';
import { findTextCodes } from './find-text-codes.js';
import { makeClickPart } from './click-part.js';
import { makeTextCode } from './text-code.js';

const code = 'WH-K7M4Q2C';
const clickPart = 'A2B9XY';
const wordlike = 'ABCDEF';

describe('a code in a text', () => {
  it.each([
    ['as the link wrote it', 'Hi! WH-K7M4Q2C'],
    ['alone', 'WH-K7M4Q2C'],
    ['in lower case', 'hi!! saw this on insta wh-k7m4q2c'],
    ['in mixed case, as keyboards begin sentences', 'Wh-K7m4q2c'],
    ['with the hyphen lost', 'Hi! WHK7M4Q2C'],
    ['with the hyphen turned into a space', 'Hi! WH K7M4Q2C'],
    ['with a space slipped in', 'Hi! WH-K7M 4Q2C'],
    ['with spaces around the hyphen', 'Hi! WH - K7M4Q2C'],
    ['spelled out', 'w h - k 7 m 4 q 2 c'],
    ['broken over two lines', 'Hi! WH-K7M4\nQ2C thanks'],
    ['broken over two lines of Windows', 'Hi! WH-\r\nK7M4Q2C'],
    ['with an en dash', 'Hi! WH–K7M4Q2C'],
    ['with an em dash', 'Hi! WH—K7M4Q2C'],
    ['with an underscore', 'Hi! WH_K7M4Q2C'],
    ['with a non-breaking hyphen', 'Hi! WH\u2011K7M4Q2C'],
    ['with the dash of a Japanese keyboard', 'WHーK7M4Q2C'],
    ['with the hyphen in the wrong place', 'WHK-7M4Q2C'],
    ['in smart quotes', 'my code is “WH-K7M4Q2C”'],
    ['in guillemets', 'le code «WH-K7M4Q2C»'],
    ['in brackets with a full stop', '(code: WH-K7M4Q2C).'],
    ['bold, as WhatsApp marks it', '*WH-K7M4Q2C*'],
    ['as a hashtag', '#WH-K7M4Q2C'],
    ['in italics', '_WH-K7M4Q2C_'],
    ['in full-width letters', 'ＷＨ－Ｋ７Ｍ４Ｑ２Ｃ'],
    ['in mathematical letters', '𝐖𝐇-𝐊𝟕𝐌𝟒𝐐𝟐𝐂'],
    ['in circled letters', 'Ⓦⓗ-ⓚ⑦ⓜ④ⓠ②ⓒ'],
    ['with zero-width spaces inside', 'WH-\u200bK7\u200dM4\u2060Q2C\ufeff'],
    ['with a soft hyphen inside', 'WH-K7M4\u00adQ2C'],
    ['between bidirectional marks', '\u202bWH-\u200eK7M4Q2C\u202c'],
    ['in the middle of Arabic', 'مرحبا WH-K7M4Q2C شكرا'],
    ['glued to Arabic', 'مرحباWH-K7M4Q2Cشكرا'],
    ['in Hebrew, isolated', 'שלום \u2066WH-K7M4Q2C\u2069 תודה'],
    ['with Arabic digits', 'WH-K٧M٤Q٢C'],
    ['with Persian digits', 'WH-K۷M۴Q۲C'],
    ['with Devanagari digits', 'WH-K७M४Q२C'],
    ['in Chinese, without spaces', '你好我的代码是WH-K7M4Q2C谢谢'],
    ['with one Chinese character behind it', '是WH-K7M4Q2C的'],
    ['with emoji glued on', '🔥WH-K7M4Q2C🔥'],
    ['with a family of emoji glued on', '👨‍👩‍👧WH-K7M4Q2C👍🏽'],
    ['with a keycap glued on', 'WH-K7M4Q2C1️⃣'],
    ['with a letter emoji glued on', 'WH-K7M4Q2Cℹ️'],
    ['with accents strewn over it', 'WH-K7Ḿ4Q2Ç'],
    ['struck through', [...code].map((character) => `${character}\u0336`).join('')],
    ['with the greeting partly deleted', 'i! WH-K7M4Q2C'],
    ['with the greeting translated', '¡Hola! WH-K7M4Q2C'],
    ['with a word glued on in front', 'helloWH-K7M4Q2C'],
    ['with a word glued on behind', 'WH-K7M4Q2Chello there'],
    ['in sans-serif bold, as bios and captions have it', '𝗪𝗛-𝗞𝟳𝗠𝟰𝗤𝟮𝗖'],
    ['in script letters', '𝓦𝓗-𝓚7𝓜4𝓠2𝓒'],
    ['in double-struck letters', '𝕎ℍ-𝕂𝟟𝕄𝟜ℚ𝟚ℂ'],
    ['in squared letters', '🅆🄷-🄺7🄼4🅀2🄲'],
    ['in parenthesized letters', '🄦🄗-🄚7🄜4🄠2🄒'],
    ['in superscript digits', 'WH-K⁷M⁴Q²C'],
    ['with one letter full-width, as an input method left it', 'WH-K7Ｍ4Q2C'],
    ['with a full-width tilde and spaces around it', '～ WH-K7M4Q2C　～'],
    ['with an ideographic space for the hyphen', 'WH　K7M4Q2C'],
    ['with a narrow no-break space slipped in', 'WH-K7M4\u202fQ2C'],
    ['with a byte order mark in front', '\ufeffWH-K7M4Q2C'],
    ['with a zero-width joiner between all characters', [...code].join('\u200d')],
    ['with variation selectors behind its letters', 'W\ufe0eH\ufe0e-K7M4Q2C'],
    ['with Mongolian and Hangul fillers inside', 'WH-K7\u180eM4\u3164Q2C'],
    ['overridden to run right to left', '\u202eWH-K7M4Q2C\u202c'],
    ['in Persian, with the mark that joins no letters', 'سلام می‌خواهم WH-K7M4Q2C ممنون'],
    ['in Urdu, glued to its full stop', 'WH-K7M4Q2C۔ شکریہ'],
    ['glued to Hebrew on both sides', 'שלוםWH-K7M4Q2Cתודה'],
    ['in Thai, without spaces', 'สวัสดีWH-K7M4Q2Cครับ'],
    ['in Japanese brackets', 'こんにちは「WH-K7M4Q2C」です'],
    ['with Bengali digits', 'WH-K৭M৪Q২C'],
    ['between the flags of two countries', '🇧🇷WH-K7M4Q2C🇩🇪'],
    ['with a heart glued inside', 'WH-❤️K7M4Q2C'],
    ['with the greeting deleted but for its exclamation mark', '!WH-K7M4Q2C'],
    ['with the greeting deleted but for a letter', 'o WH-K7M4Q2C'],
    ['with the greeting and the hyphen deleted', 'WHK7M4Q2C'],
    ['with the greeting translated into a script of its own', 'Здравствуйте! Пишу из Instagram. WH-K7M4Q2C'],
    ['below the greeting, on a line of its own', 'Hallo!\n\nWH-K7M4Q2C\n'],
    ['broken by a line separator', 'WH-K7M4\u2028Q2C'],
    ['indented by tabs', '\tWH-\tK7M4Q2C'],
    ['in a monospace block, as WhatsApp marks it', '```WH-K7M4Q2C```'],
    ['with a plus for a space, as a badly encoded link leaves it', 'Hi!+WH-K7M4Q2C'],
    ['with escapes left over from encoding twice', 'Hi!%20WH-K7M4Q2C'],
    ['twice, on lines of their own', 'WH-K7M4Q2C\nWH-K7M4Q2C'],
    ['twice, once in full-width letters', 'WH-K7M4Q2C ＷＨ－Ｋ７Ｍ４Ｑ２Ｃ'],
    ['twice, an emoji between', 'WH-K7M4Q2C👉WH-K7M4Q2C'],
    ['twice', 'WH-K7M4Q2C WH-K7M4Q2C'],
    ['twice, run together', 'WH-K7M4Q2CWH-K7M4Q2C'],
    ['twice, spelled differently', 'wh k7m4q2c\nWH-K7M4Q2C'],
  ])('is found %s', (_, text) => {
    expect(findTextCodes(text)).toEqual({ codes: [{ code }], damaged: [] });
  });

  it('is found in a long text, wherever it stands', () => {
    const text = `${'what about the weather? '.repeat(200)}${code}${' whatever they say'.repeat(200)}`;

    expect(findTextCodes(text).codes).toEqual([{ code }]);
  });

  it('is found once for each code where there are two, in the order of the text', () => {
    const other = makeTextCode(77_777_777);

    expect(findTextCodes(`${other}, no: ${code}, sorry, ${other}`).codes).toEqual([{ code: other }, { code }]);
  });

  it('is not found without its prefix, nor where too much has been deleted', () => {
    for (const text of ['K7M4Q2C', 'WH-', 'WH-K7M4', 'WH', 'M4Q2C', 'WH-K7M and 4Q2C', 'WH-K7M......4Q2C']) {
      expect(findTextCodes(text)).toEqual({ codes: [], damaged: [] });
    }
  });
});

describe('the click part', () => {
  it.each([
    ['as the link wrote it', `Hi! ${code}-${clickPart}`],
    ['in lower case', `hi ${code}-${clickPart} from insta`.toLowerCase()],
    ['with a word glued on', `${code}-${clickPart}hello`],
    ['with the hyphens lost', 'WHK7M4Q2CA2B9XY'],
    ['with the hyphens turned into spaces', 'WH K7M4Q2C A2B9XY'],
    ['with a long dash', `WH–K7M4Q2C–${clickPart}`],
    ['with spaces around the hyphens', `WH - K7M4Q2C - ${clickPart}`],
    ['on the next line', `${code}-\n${clickPart}`],
    ['spelled out', [...`${code}-${clickPart}`].join(' ')],
    ['on the second of two copies', `${code} ${code}-${clickPart}`],
  ])('is kept %s', (_, text) => {
    expect(findTextCodes(text)).toEqual({ codes: [{ code, clickPart }], damaged: [] });
  });

  it('may look like a word behind the dash that the link wrote', () => {
    expect(findTextCodes(`${code}-${wordlike}`).codes).toEqual([{ code, clickPart: wordlike }]);
  });

  it.each([
    ['an ordinary word follows', `${code} thanks`],
    ['an ordinary word follows a dash between spaces', `${code} - thanks`],
    ['a word is glued on', `${code}thanks`],
    ['it was cut', `${code}-A2B9X`],
    ['it has a character that none has', `${code}-A2B9X0`],
    ['it was deleted', `${code}-`],
  ])('is missing where %s, and the code alone is found', (_, text) => {
    expect(findTextCodes(text)).toEqual({ codes: [{ code }], damaged: [] });
  });

  it('is the first one where copies of one code carry different ones', () => {
    const later = makeClickPart(12_345);

    expect(findTextCodes(`${code}-${clickPart} ${code}-${later}`).codes).toEqual([{ code, clickPart }]);
  });
});

describe('a damaged code', () => {
  it.each([
    ['a wrong character', 'Hi! WH-K7M4X2C', 'WH-K7M4X2C'],
    ['a wrong digit', 'Hi! WH-K7M5Q2C', 'WH-K7M5Q2C'],
    ['a letter where a digit belongs', 'Hi! WH-KSM4Q2C', 'WH-KSM4Q2C'],
    ['a look-alike that no code has', 'Hi! WH-K7M4O2C', 'WH-K7M4O2C'],
    ['two neighbours swapped', 'Hi! WH-K7MQ42C', 'WH-K7MQ42C'],
    ['a lost character', 'Hi! WH-K7MQ2C', 'WH-K7MQ2C'],
    ['its end cut off', 'Hi! WH-K7M4Q2 ok', 'WH-K7M4Q2'],
    ['a character typed twice', 'Hi! WH-K7M4QQ2C', 'WH-K7M4QQ2C'],
    ['one character glued on', 'Hi! WH-K7M4Q2CX', 'WH-K7M4Q2CX'],
    ['a wrong character and a space slipped in', 'WH-K7M 4X2C', 'WH-K7M4X2C'],
    ['a wrong character and the hyphen lost', 'WHK7M4X2C', 'WH-K7M4X2C'],
    ['a wrong character and a click part', `WH-K7M4X2C-${clickPart}`, 'WH-K7M4X2C'],
    ['a wrong character and a word glued on', 'WH-K7M4X2Chello', 'WH-K7M4X2C'],
    ['the first character deleted with the greeting', `H-K7M4Q2C-${clickPart}`, 'H-K7M4Q2C'],
    ['a wrong character in the prefix', 'VH-K7M4Q2C', 'VH-K7M4Q2C'],
    ['a prefix with its letters swapped', 'HW-K7M4Q2C', 'HW-K7M4Q2C'],
    ['a prefix with a letter too many', 'WHH-K7M4Q2C', 'WHH-K7M4Q2C'],
  ])('is one with %s', (_, text, damaged) => {
    expect(findTextCodes(text)).toEqual({ codes: [], damaged: [damaged] });
  });

  it('is told once, beside the code that the person then got right', () => {
    const text = 'WH-K7M4X2C, sorry: WH-K7M4Q2C (not wh-k7m4x2c)';

    expect(findTextCodes(text)).toEqual({ codes: [{ code }], damaged: ['WH-K7M4X2C'] });
  });

  it('is not one with two slips', () => {
    expect(findTextCodes('WH-KXMXQ2C')).toEqual({ codes: [], damaged: [] });
    expect(findTextCodes('VH-K7M4X2C')).toEqual({ codes: [], damaged: [] });
  });
});
