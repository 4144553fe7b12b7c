import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readRecords, saltBytes, writeRecord, type SpoolRecord } from './record-format.js';

const salt = Buffer.from('5a17c0de5a17c0de', 'hex');

const anOwner = fc.oneof(fc.constant(''), fc.string({ maxLength: 40, unit: 'grapheme' })).filter((text) => {
  return Buffer.byteLength(text) <= 255 && Buffer.from(text).toString() === text;
});
const aRecord: fc.Arbitrary<SpoolRecord> = fc.record({
  body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  owner: anOwner,
});
const records = fc.array(aRecord, { maxLength: 12 });
const write = (all: readonly SpoolRecord[]): Buffer => Buffer.concat(all.map((record) => writeRecord(salt, record)));
const same = (all: readonly SpoolRecord[]) => all.map(({ body, owner }) => [owner, Buffer.from(body).toString('hex')]);

describe('records in a spool file', () => {
  it('are read as they were written, in their order', () => {
    fc.assert(
      fc.property(records, (all) => {
        const read = readRecords(salt, write(all));
        expect(same(read.records)).toEqual(same(all));
        expect(read).toMatchObject({ damaged: [], tornBytes: 0 });
      }),
    );
  });

  it('are all read but the last when the end was torn off anywhere, and nothing is called damaged', () => {
    fc.assert(
      fc.property(records, aRecord, fc.double({ min: 0, max: 1, noNaN: true }), (all, last, share) => {
        const whole = write(all);
        const torn = writeRecord(salt, last);
        const kept = Math.floor(share * (torn.length - 1));
        const read = readRecords(salt, Buffer.concat([whole, torn.subarray(0, kept)]));
        expect(same(read.records)).toEqual(same(all));
        expect(read.damaged).toEqual([]);
        expect(read.tornBytes).toBe(kept);
      }),
    );
  });

  it('survive any change of one byte in another record, whose bytes are told apart', () => {
    fc.assert(
      fc.property(
        fc.array(aRecord, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (all, at, flip) => {
          const bytes = write(all);
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ flip;
          const ends = all.map((_, index) => write(all.slice(0, index + 1)).length);
          const hit = ends.findIndex((end) => place < end);
          const read = readRecords(salt, bytes);
          expect(same(read.records)).toEqual(same(all.filter((_, index) => index !== hit)));
          const lost = read.tornBytes + read.damaged.reduce((sum, { length }) => sum + length, 0);
          expect(lost).toBe(writeRecord(salt, all[hit]!).length);
          // Only the last record can look as if it had never been finished.
          if (hit < all.length - 1) expect(read.damaged).toHaveLength(1);
        },
      ),
    );
  });

  it('cannot be forged by what a sender writes into a body, even where the record around it is damaged', () => {
    const strangersSalt = Buffer.alloc(saltBytes, 7);
    const forged = writeRecord(strangersSalt, { body: Buffer.from('forged'), owner: 'wsp_rival' });
    const bytes = writeRecord(salt, { body: forged, owner: 'wsp_brand' });
    bytes[saltBytes + 6] = (bytes[saltBytes + 6] ?? 0) ^ 1;
    const read = readRecords(salt, bytes);
    expect(read.records).toEqual([]);
    expect(read.damaged).toHaveLength(1);
  });

  it('are never invented from noise, and reading noise never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const read = readRecords(salt, Buffer.from(noise));
        expect(read.records).toEqual([]);
        const lost = read.tornBytes + read.damaged.reduce((sum, { length }) => sum + length, 0);
        expect(lost).toBe(noise.length);
      }),
    );
  });

  it('name an owner of at most 255 bytes', () => {
    expect(() => writeRecord(salt, { body: Buffer.alloc(0), owner: 'x'.repeat(256) })).toThrow(RangeError);
  });
});
