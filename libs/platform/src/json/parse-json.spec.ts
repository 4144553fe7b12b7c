import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from './parse-json.js';

const depthMax = 64;
const parse = (text: string) => parseJson(Buffer.from(text), { depthMax });
const valueOf = (text: string): unknown => {
  const parsed = parse(text);
  return parsed.kind === 'json' ? parsed.value : parsed.kind;
};

describe('numbers keep what they say', () => {
  it('keeps an ad id that came as a bare number, digit by digit', () => {
    expect(valueOf('{"ad_id":120226305854810779}')).toEqual({ ad_id: '120226305854810779' });
    expect(valueOf('{"ad_id":-120226305854810779,"n":1.20299000000000777e17,"huge":1e400}')).toEqual({
      ad_id: '-120226305854810779',
      n: '1.20299000000000777e17',
      huge: '1e400',
    });
  });

  it('reads the last exact integer as a number and the first inexact one as text', () => {
    expect(valueOf('[9007199254740991,9007199254740992,-9007199254740991,0.5,1792000000123]')).toEqual([
      9007199254740991,
      '9007199254740992',
      -9007199254740991,
      0.5,
      1792000000123,
    ]);
  });

  it('leaves long digits inside texts alone', () => {
    expect(valueOf('{"id":"120226305854810779"}')).toEqual({ id: '120226305854810779' });
  });
});

describe('what no database takes is cleaned, and the cleaning is told', () => {
  it('takes NUL out of texts and keys', () => {
    expect(parse('{"a\\u0000b":"x\\u0000y"}')).toEqual({ kind: 'json', value: { ab: 'xy' }, wasCleaned: true });
  });

  it('replaces half a surrogate pair and keeps a whole one', () => {
    expect(parse('["\\ud800x","\\ud83d\\ude00"]')).toEqual({ kind: 'json', value: ['�x', '😀'], wasCleaned: true });
    expect(parse('["\\ud83d\\ude00"]')).toEqual({ kind: 'json', value: ['😀'], wasCleaned: false });
  });

  it('takes a body with a byte that is not UTF-8 and says that it was repaired', () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"a'), Buffer.from([0xff]), Buffer.from('b"}')]);
    expect(parseJson(bytes, { depthMax })).toEqual({ kind: 'json', value: { text: 'a�b' }, wasCleaned: true });
  });
});

describe('depth is known before anything is built', () => {
  it('takes 64 levels and refuses 65', () => {
    expect(parse('['.repeat(64) + ']'.repeat(64)).kind).toBe('json');
    expect(parse('['.repeat(65) + ']'.repeat(65)).kind).toBe('too-deep');
    expect(parse('{"a":'.repeat(65) + '1' + '}'.repeat(65)).kind).toBe('too-deep');
  });

  it('answers a million levels at once', () => {
    const startedAt = performance.now();
    expect(parse('['.repeat(1_000_000)).kind).toBe('too-deep');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('does not count brackets inside texts, whatever is escaped there', () => {
    const text = JSON.stringify({ text: `${'['.repeat(100)}"\\"{\\\\` });
    expect(parse(text).kind).toBe('json');
    expect(valueOf(`["\\\\",${'['.repeat(64)}${']'.repeat(64)}]`)).toBe('too-deep');
  });
});

describe('shapes that were made to harm', () => {
  it('keeps __proto__ as a key like any other', () => {
    for (const text of [
      '{"__proto__":{"isAdmin":true}}',
      '{"__proto__":{"isAdmin":true},"n":120226305854810779,"t":"\\u0000"}',
    ]) {
      const value = valueOf(text) as Record<string, unknown>;
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(Object.keys(value)).toContain('__proto__');
      expect({ ...value }['isAdmin']).toBeUndefined();
    }
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('keeps the last of a repeated key, with and without long numbers', () => {
    expect(valueOf('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(valueOf('{"a":1,"a":120226305854810779}')).toEqual({ a: '120226305854810779' });
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":}',
    'nul',
    '"open',
    '{"a":1}x',
    '\u0000',
    '{"a":01}',
    '"\n"',
    '{120226305854810779}',
    '{120226305854810779:1}',
    '{120226305854810779 : 1}',
    '{"a":1,120226305854810779 }',
    '[120226305854810779 1]',
    '[0120226305854810779]',
    '[120226305854810779.]',
    '[1202263058548107e]',
    '[--120226305854810779]',
  ])('says that %j is no JSON', (text) => expect(parse(text).kind).toBe('not-json'));
});

/** What native parsing gives, but for numbers that no double holds exactly: those as they were written. */
const exactly = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? JSON.stringify(value) : value,
  );

const isNativeJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('properties', () => {
  it('reads back whatever JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(valueOf(text)).toEqual(exactly(text));
      }),
    );
  });

  it('reads the neighbours of a long number as it reads them alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(valueOf(`[${text},120226305854810779]`)).toEqual([valueOf(text), '120226305854810779']);
      }),
    );
  });

  it('takes for JSON exactly what native parsing does, long numbers or not', () => {
    const anyText = fc.object({ key: fc.constantFrom('a', 'b'), values: [fc.constantFrom('a', 1)] });
    fc.assert(
      fc.property(anyText, fc.nat({ max: 5 }), (value, target) => {
        let seen = 0;
        const text = JSON.stringify(value).replace(/"a"/g, (a) => (seen++ === target ? '120226305854810779' : a));
        expect(parse(text).kind === 'json').toBe(isNativeJson(text));
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseJson(bytes, { depthMax: 4 })));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:\\u0d8ae19-. ')) }), (text) => {
        parse(text);
      }),
    );
  });
});
