import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanJson, cleanText, isCleanJson } from './clean-text.js';

describe('cleaned text', () => {
  it('loses NUL, so that a code typed around it stays whole', () => {
    expect(cleanText('WH-K7M\0 4Q2C')).toBe('WH-K7M 4Q2C');
  });

  it('shows where half an emoji was', () => {
    expect(cleanText('\ud83dhi\ude00')).toBe('�hi�');
    expect(cleanText('hi 😀')).toBe('hi 😀');
  });

  it('is well-formed, without NUL, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanText(`\ud800${text}\0`);
        expect(cleaned).not.toContain('\0');
        expect(Buffer.from(cleaned).toString()).toBe(cleaned);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});

describe('cleaned JSON', () => {
  it('cleans keys and texts at every level and says beforehand whether it would', () => {
    const dirty = { 'a\0': [{ text: '\ud800' }], n: 1, none: null };
    expect(isCleanJson(dirty)).toBe(false);
    expect(cleanJson(dirty)).toEqual({ a: [{ text: '�' }], n: 1, none: null });
    expect(isCleanJson(cleanJson(dirty))).toBe(true);
  });
});
