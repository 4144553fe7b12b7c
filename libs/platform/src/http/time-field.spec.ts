import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isTime } from './time-field.js';

describe('a time in a request', () => {
  it('is what we write ourselves', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9900-12-31T23:59:59.999Z'), noInvalidDate: true }),
        (date) => {
          expect(isTime(date.toISOString())).toBe(true);
        },
      ),
    );
  });

  it.each(['2026-11-23T09:30:00Z', '2026-11-23T09:30:00.123456789+05:30', '2028-02-29T00:00:00Z'])(
    'can be %s',
    (text) => {
      expect(isTime(text)).toBe(true);
    },
  );

  it.each([
    '2026-11-23',
    '2026-11-23T09:30:00',
    '2026-11-23 09:30:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-23T25:00:00Z',
    '9901-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '1769-01-01T00:00:00Z',
    'yesterday',
    1_700_000_000_000,
    null,
  ])('cannot be %s', (value) => {
    expect(isTime(value)).toBe(false);
  });
});
