import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from './read-instant.js';

const at = Date.UTC(2026, 10, 2, 10, 0, 1, 120);

describe('moments as others write them', () => {
  it.each([
    [at, at, 1],
    [String(at), at, 1],
    [1792000006, 1792000006000, 1000],
    ['1792000006', 1792000006000, 1000],
    ['1792000006.5', 1792000006500, 1],
    ['2026-11-02T10:00:01.120Z', at, 1],
    ['2026-11-02T12:00:01.120+02:00', at, 1],
    ['2026-11-02T10:00:01+0000', at - 120, 1000],
    ['2026-11-02T10:00:01.120', at, 1],
    ['2026-11-02t10:00:01.120456z', at, 1],
  ])('reads %j', (written, expected, precisionMs) => {
    expect(instantOf(written)).toEqual({ at: expected, precisionMs });
  });

  it.each([
    0,
    -1,
    '',
    'soon',
    '2026',
    'Nov 2 2026',
    '2026-13-02T10:00:00Z',
    1e17,
    Number.NaN,
    Infinity,
    null,
    {},
    '1e12',
  ])('reads nothing into %j', (written) => expect(instantOf(written)).toBeUndefined());

  it('gives whole milliseconds that a date can hold, or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double(),
          fc.string(),
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
        (written) => {
          const instant = instantOf(written);
          if (instant !== undefined) expect(new Date(instant.at).getTime()).toBe(instant.at);
        },
      ),
    );
  });
});
