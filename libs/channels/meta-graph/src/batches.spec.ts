import { describe, expect, it } from '@jest/globals';
import { translateBytes } from '../test/fixtures.js';

const accountId = '104500000000001';
/** Every seventh item is poison, of one of these kinds. */
const poison = [
  { item: 'not an item', reason: 'not-an-object' },
  { item: { recipient: { id: accountId }, timestamp: 1792000008200, message: { mid: 'm_x' } }, reason: 'no-sender' },
  { item: { message: null, postback: 7, referral: [] }, reason: undefined },
];
const poisonAt = (index: number) => (index % 7 === 3 ? poison[index % poison.length] : undefined);
const personAt = (index: number) => String(7300000000000000 + index);

const messageAt = (index: number, text: string) => ({
  sender: { id: personAt(index) },
  recipient: { id: accountId },
  timestamp: 1792000000000 + index,
  message: { mid: `m_${index}`, text },
});

/** As many entries as Meta puts into one request at most, in as many bytes as it may have. */
const largeDelivery = (entries: number, text: string) =>
  Buffer.from(
    JSON.stringify({
      object: 'page',
      entry: Array.from({ length: entries }, (_, index) => ({
        id: accountId,
        time: 1792000009000,
        messaging: [poisonAt(index)?.item ?? messageAt(index, text)],
      })),
    }),
  );

describe('a delivery of a thousand entries and three megabytes', () => {
  const entries = 1000;
  const body = largeDelivery(entries, 'WH-K7M4Q2C é😀'.repeat(140));
  const { signals, unreadable, ignored } = translateBytes(body);
  const indexes = Array.from({ length: entries }, (_, index) => index);

  it('is as large as that', () => {
    expect(body.length).toBeGreaterThan(2_000_000);
    expect(body.length).toBeLessThan(3 * 1024 * 1024);
  });

  it('loses none of the neighbours of poison', () => {
    const sound = indexes.filter((index) => poisonAt(index) === undefined);
    expect(signals.map(({ platformMessageId }) => platformMessageId)).toEqual(sound.map((index) => `m_${index}`));
    expect(signals.map(({ participant }) => participant[0].value)).toEqual(sound.map(personAt));
  });

  it('has its poison kept aside, each item with its place and its reason', () => {
    expect(unreadable).toEqual(
      indexes.flatMap((index) => {
        const reason = poisonAt(index)?.reason;
        return reason === undefined ? [] : [{ path: `entry[${index}].messaging[0]`, reason }];
      }),
    );
    expect(signals.length + unreadable.length + ignored.length).toBe(entries);
  });
});
