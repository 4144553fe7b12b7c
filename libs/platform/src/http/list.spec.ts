import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { pageOf, type Page } from './list.js';

/** Reads a whole list page by page, as a client does, where each item's cursor is its place. */
const readAll = (items: readonly number[], limit: number): readonly number[] => {
  const read: number[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const from = Number(cursor);
    const page: Page<number> = pageOf(items.slice(from, from + limit + 1), limit, (item) =>
      String(items.indexOf(item) + 1),
    );
    read.push(...page.items);
    cursor = page.nextCursor;
  }
  return read;
};

describe('a list', () => {
  it('read page by page has every item once, in order', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (length, limit) => {
        const items = Array.from({ length }, (_, index) => index);
        expect(readAll(items, limit)).toEqual(items);
      }),
    );
  });

  it('ends with null, also where the last page is full', () => {
    expect(pageOf(['a', 'b'], 2, (item) => item)).toEqual({ items: ['a', 'b'], nextCursor: null });
    expect(pageOf(['a', 'b', 'c'], 2, (item) => item)).toEqual({ items: ['a', 'b'], nextCursor: 'b' });
    expect(pageOf([], 2, () => 'none')).toEqual({ items: [], nextCursor: null });
  });
});
