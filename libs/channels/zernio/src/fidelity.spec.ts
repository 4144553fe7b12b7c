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

const written = ({
  platform = 'instagram',
  person = '"17841400000000001"',
  ad = '"1"',
  time = '"2026-11-02T10:00:00.400Z"',
  ref = '"ANNA10"',
}) =>
  Buffer.from(`{"id":"evt_01","event":"message.received","timestamp":"2026-11-02T10:00:01.120Z","message":{"platform":"${platform}",
    "platformMessageId":"mid_1","direction":"incoming","text":"hi","sentAt":${time},"sender":{"id":${person}}},
    "account":{"accountId":"acc_1"},"metadata":{"referral":{"ref":${ref},"ad_id":${ad},"source":"ADS","type":"OPEN_THREAD"}}}`);

const signalOf = (parts: Parameters<typeof written>[0]) => translateBytes(written(parts)).signals[0];

describe('what Zernio sends is read to the last digit', () => {
  it.each(['17841400000000001', '9007199254740993', '120226305854810779'])('the id %s, although it came bare', (id) => {
    expect(signalOf({ person: id, ad: id })).toMatchObject({
      participant: [{ kind: 'igsid', value: id }],
      referral: { adId: id, delivered: { ad_id: id } },
    });
  });

  it.each([
    ['ISO 8601', '"2026-11-02T10:00:00.400Z"', { milliseconds: 400, precisionMs: 1 }],
    ['ISO 8601 of another zone', '"2026-11-02T12:00:00.400+02:00"', { milliseconds: 400, precisionMs: 1 }],
    ['ISO 8601 in whole seconds', '"2026-11-02T10:00:00Z"', { milliseconds: 0, precisionMs: 1000 }],
    ['milliseconds', String(Date.UTC(2026, 10, 2, 10, 0, 0, 400)), { milliseconds: 400, precisionMs: 1 }],
    ['seconds in a text', `"${Date.UTC(2026, 10, 2, 10) / 1000}"`, { milliseconds: 0, precisionMs: 1000 }],
  ])('a time in %s', (_, time, { milliseconds, precisionMs }) => {
    const at = Date.UTC(2026, 10, 2, 10, 0, 0, milliseconds);
    expect(signalOf({ time })?.occurredAt).toEqual({ at, precisionMs, clock: 'platform' });
  });

  it('a time on WhatsApp, which is worth whole seconds although it is written with more', () => {
    expect(
      signalOf({ platform: 'whatsapp', person: '"15550002222"', time: '"2026-11-02T10:00:00.000Z"' })?.occurredAt,
    ).toEqual({
      at: Date.UTC(2026, 10, 2, 10),
      precisionMs: 1000,
      clock: 'platform',
    });
  });

  it('no time of the platform’s, and then the event’s own, which is a vendor’s', () => {
    expect(signalOf({ time: 'null' })?.occurredAt).toEqual({
      at: Date.UTC(2026, 10, 2, 10, 0, 1, 120),
      precisionMs: 1,
      clock: 'vendor',
    });
  });

  it.each(hostileRefs)('the ref %j names nothing, and the touch stays', (ref) => {
    const signal = signalOf({ ref: JSON.stringify(ref) });
    expect(signal).toMatchObject({ text: 'hi', referral: { source: 'ADS', adId: '1', delivered: { ref } } });
    expect(signal).not.toHaveProperty('referral.ref');
  });
});
