import { describe, expect, it } from '@jest/globals';

import { compareTexts } from './compare-texts.js';

describe('ids in order', () => {
  it('go by their characters, and equal ones stay where they are', () => {
    expect(['b', 'a', 'B', 'ab'].sort(compareTexts)).toEqual(['B', 'a', 'ab', 'b']);
    expect(compareTexts('a', 'b')).toBe(-1);
    expect(compareTexts('b', 'a')).toBe(1);
    expect(compareTexts('a', 'a')).toBe(0);
  });
});
