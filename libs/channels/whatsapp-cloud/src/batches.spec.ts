import { describe, expect, it } from '@jest/globals';
import { translateBytes } from '../test/fixtures.js';

const messagesInChange = 10;
const changes = 100;
const numberOf = (index: number) => String(15550000000 + index);
const isPoison = (index: number) => index % 9 === 4;

const messageAt = (index: number) => ({
  ...(isPoison(index) ? {} : { from: numberOf(index) }),
  id: `wamid.${index}`,
  timestamp: String(1792200000 + index),
  type: 'text',
  text: { body: 'WH-K7M4Q2C é😀'.repeat(140) },
});

/** Several messages in each of many changes; contacts stand in an order of their own. */
const body = Buffer.from(
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '301000000000001',
        changes: Array.from({ length: changes }, (_change, change) => {
          const indexes = Array.from(
            { length: messagesInChange },
            (_message, item) => change * messagesInChange + item,
          );
          return {
            field: 'messages',
            value: {
              metadata: { phone_number_id: '402000000000002' },
              contacts: [...indexes].reverse().map((index) => ({ wa_id: numberOf(index), user_id: `US.${index}` })),
              messages: indexes.map(messageAt),
            },
          };
        }),
      },
    ],
  }),
);

describe('a delivery of a thousand messages and three megabytes', () => {
  const { signals, unreadable } = translateBytes(body);
  const indexes = Array.from({ length: changes * messagesInChange }, (_, index) => index);

  it('is as large as that', () => {
    expect(body.length).toBeGreaterThan(2_000_000);
    expect(body.length).toBeLessThan(3 * 1024 * 1024);
  });

  it('loses none of the neighbours of poison, and gives each its own contact', () => {
    expect(signals.map(({ platformMessageId, participant }) => [platformMessageId, ...participant])).toEqual(
      indexes
        .filter((index) => !isPoison(index))
        .map((index) => [
          `wamid.${index}`,
          { kind: 'waId', value: numberOf(index) },
          { kind: 'bsuid', value: `US.${index}` },
        ]),
    );
  });

  it('has its poison kept aside, each item with its place and its reason', () => {
    expect(unreadable).toEqual(
      indexes.filter(isPoison).map((index) => ({
        path: `entry[0].changes[${Math.floor(index / messagesInChange)}].value.messages[${index % messagesInChange}]`,
        reason: 'no-sender',
      })),
    );
  });
});
