import { describe, expect, it } from '@jest/globals';
import { translateBytes } from '../test/fixtures.js';

const hostileRefs = [
  "'; DROP TABLE link; --",
  '<script>alert(1)</script>',
  'ANNA 10',
  '../../etc/passwd',
  '\u202eANNA10',
  '%00',
  '{{7*7}}',
  '=HYPERLINK("x")',
  'x'.repeat(2084),
];

/** One message with its ids and its time written as they are given: quoted, bare, or anything else. */
const written = ({
  object = '"instagram"',
  ids = '17841400000000501',
  ad = '"1"',
  time = '1792000001000',
  ref = '"ANNA10"',
}) =>
  Buffer.from(`{"object":${object},"entry":[{"id":${ids},"time":1792000009000,"messaging":[{"sender":{"id":88${ids.replaceAll('"', '')}},
    "recipient":{"id":${ids}},"timestamp":${time},"message":{"mid":"m_1","text":"hi",
    "referral":{"ref":${ref},"ad_id":${ad},"source":"ADS","type":"OPEN_THREAD"}}}]}]}`);

const signalOf = (parts: Parameters<typeof written>[0]) => translateBytes(written(parts)).signals[0];

describe('what Meta sends is read to the last digit', () => {
  it.each(['17841400000000503', '9007199254740993', '120226305854810779'])('the id %s, although it came bare', (id) => {
    expect(signalOf({ ids: id, ad: id, ref: id })).toMatchObject({
      account: { value: id },
      participant: [{ value: `88${id}` }],
      referral: { adId: id, ref: id, delivered: { ad_id: id } },
    });
  });

  it.each([
    ['milliseconds', '1792000001000', 1],
    ['milliseconds in a text', '"1792000001000"', 1],
    ['seconds', '1792000001', 1000],
    ['seconds in a text', '"1792000001"', 1000],
    ['ISO 8601', '"2026-10-14T17:46:41.000Z"', 1],
    ['ISO 8601 in another zone, without a fraction', '"2026-10-14T19:46:41+0200"', 1000],
  ])('a time in %s', (_, time, precisionMs) => {
    expect(signalOf({ time })?.occurredAt).toEqual({ at: 1792000001000, precisionMs, clock: 'platform' });
  });

  it.each(hostileRefs)('the ref %j names nothing, and the touch stays', (ref) => {
    for (const object of ['"page"', '"instagram"']) {
      const signal = signalOf({ object, ref: JSON.stringify(ref) });
      expect(signal).toMatchObject({ text: 'hi', referral: { source: 'ADS', adId: '1', delivered: { ref } } });
      expect(signal).not.toHaveProperty('referral.ref');
    }
  });
});
