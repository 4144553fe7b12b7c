import { describe, expect, it } from '@jest/globals';

import { newId } from './ids.js';

const ids = Array.from({ length: 20_000 }, () => newId('clk'));

describe('a new id', () => {
  it('is its prefix and a ULID', () => {
    for (const id of ids) expect(id).toMatch(/^clk_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it('is drawn once', () => {
    expect(new Set(ids.map((id) => id.slice(-16))).size).toBe(ids.length);
  });

  it('can have any character in any place of its drawn part', () => {
    for (let place = 14; place < 30; place += 1) expect(new Set(ids.map((id) => id.charAt(place))).size).toBe(32);
  });

  it('tells when it was drawn, so that ids are about in the order of time', () => {
    const [earlier = ''] = ids;
    const later = newId('clk');
    expect(later.slice(4, 14) >= earlier.slice(4, 14)).toBe(true);
  });
});
