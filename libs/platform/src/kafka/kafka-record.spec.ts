import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { amountsCatalogue } from '../../test/amounts.js';
import { amountNoted } from '../../test/desk.js';
import { publishable, type OutgoingEvent } from '../outbox/index.js';
import { recordOf } from './kafka-record.js';
import { readRecord } from './read-record.js';
import { TopicNames } from './topic-names.js';

const catalogued = {
  names: new TopicNames('acme.'),
  schemaUriOf: (type: string) => amountsCatalogue.schemaUriOf(type),
};
const event = amountNoted(1, { id: 'evt_01K9Z0000000000000000000AA', key: 'lnk_1' });
const types = new Set([event.type]);

const asFound = ({ key, value, headers }: ReturnType<typeof recordOf>) => ({
  key: Buffer.from(key ?? ''),
  value: Buffer.from(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(String(text))])),
});

describe('an event as a record', () => {
  it('is a CloudEvent in binary mode', () => {
    expect(recordOf(event, catalogued)).toEqual({
      topic: 'acme.whence.amounts.v1',
      key: 'lnk_1',
      value: JSON.stringify(event.body),
      headers: {
        ce_specversion: '1.0',
        ce_id: 'evt_01K9Z0000000000000000000AA',
        ce_type: 'whence.amount.noted.v1',
        ce_source: '/whence/desk',
        ce_time: '2026-01-02T03:04:05.678Z',
        ce_subject: 'lnk_1',
        ce_partitionkey: 'lnk_1',
        ce_dataschema: 'https://schemas.test/whence.amount.noted.v1.json',
        'content-type': 'application/json',
        traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/),
      },
    });
  });

  it('carries the text that was written, character for character', () => {
    const { body, ...attributes } = event;
    const bodyText = ' {"a":1e2, "a":"\\u0041"}';
    expect(recordOf(publishable({ ...attributes, bodyText }), catalogued).value).toBe(bodyText);
    expect(body).toBeDefined();
  });

  it('is the same however often it is made, and another for another event', () => {
    expect(recordOf(event, catalogued)).toEqual(recordOf({ ...event }, catalogued));
    const another = recordOf({ ...event, id: 'evt_01K9Z0000000000000000000AB' }, catalogued);
    expect(another.headers['traceparent']).not.toBe(recordOf(event, catalogued).headers['traceparent']);
  });

  it('goes to the dead-letter topic with its cause where a consumer could not take it', () => {
    const deadLetter = { consumer: 'total', cause: 'thirteen', failedAt: new Date('2026-01-02T04:00:00Z') };
    const record = recordOf({ ...event, deadLetter }, catalogued);
    expect(record.topic).toBe('acme.whence.amounts.v1.dlq');
    expect(record.headers).toEqual({
      ...recordOf(event, catalogued).headers,
      dlq_consumer: 'total',
      dlq_cause: 'thirteen',
      dlq_failed_at: '2026-01-02T04:00:00.000Z',
      dlq_topic: 'whence.amounts.v1',
    });
  });
});

describe('a record that is read', () => {
  const read = (record: Parameters<typeof readRecord>[0]) => readRecord(record, { topic: 'whence.amounts.v1', types });

  it('is the event that was written, whatever it says', () => {
    const anEvent = fc.record({
      amount: fc.integer(),
      key: fc.string({ unit: 'grapheme', maxLength: 40 }),
      note: fc.string({ unit: 'grapheme' }),
      occurredAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    });
    fc.assert(
      fc.property(anEvent, ({ amount, key, note, occurredAt }) => {
        const written: OutgoingEvent = amountNoted(amount, {
          key,
          occurredAt,
          body: { workspaceId: 'wsp_1', amount, note },
        });
        expect(read(asFound(recordOf(written, catalogued)))).toEqual({ kind: 'event', event: written });
      }),
    );
  });

  it('is nothing to a consumer of other types, and neither is a deleted key', () => {
    const found = asFound(recordOf(amountNoted(1, { type: 'whence.amount.dropped.v1' }), catalogued));
    expect(read(found)).toEqual({ kind: 'other' });
    expect(read({ key: Buffer.from('lnk_1'), value: null, headers: {} })).toEqual({ kind: 'other' });
  });

  const found = asFound(recordOf(event, catalogued));
  const without = (name: string) => ({
    ...found,
    headers: Object.fromEntries(Object.entries(found.headers).filter(([one]) => one !== name)),
  });
  const withBody = (body: string) => ({ ...found, value: Buffer.from(body) });

  it.each([
    ['has no type', without('ce_type')],
    ['has no id', without('ce_id')],
    ['has an id that no database takes', { ...found, headers: { ...found.headers, ce_id: 'evt_\0' } }],
    ['does not say when', without('ce_time')],
    ['is not JSON', withBody('{"workspaceId":')],
    ['is nested without end', withBody('['.repeat(100_000))],
    ['is no object', withBody('["wsp_1"]')],
    ['names no workspace', withBody('{"amount":1}')],
    ['names two workspaces as one', withBody('{"workspaceId":"wsp_1,wsp_2"}')],
  ])('is unreadable where it %s', (_what, record) => {
    expect(read(record)).toMatchObject({ kind: 'unreadable' });
  });

  it('is never the end of whoever reads it', () => {
    const bytes = fc.uint8Array().map((array) => Buffer.from(array));
    const headers = fc.dictionary(
      fc.constantFrom('ce_type', 'ce_id', 'ce_time', 'ce_source', 'other'),
      fc.oneof(bytes, fc.constant(event.type), fc.array(bytes)),
    );
    const anything = fc.record({ key: fc.option(bytes), value: fc.option(bytes), headers });
    fc.assert(fc.property(anything, (record) => void read(record)));
  });
});
