import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { afterCursor, pageOf, type Page } from './list.js';

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

describe('a cursor', () => {
  const id = 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F';

  it('is the id of the last item shown, or none', () => {
    expect(afterCursor('lnk', id)).toBe(id);
    expect(afterCursor('lnk', undefined)).toBeUndefined();
  });

  it.each(['null', '', 'abc', id.toLowerCase(), `${id}A`, 'cmp_01KAQ3ZV5N8T2M4R6P7S9W1X4F', `${id.slice(0, -1)}\0`])(
    'of nothing that was shown, such as %j, is refused and not read as an end',
    (cursor) => {
      expect(() => afterCursor('lnk', cursor)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
    },
  );
});
