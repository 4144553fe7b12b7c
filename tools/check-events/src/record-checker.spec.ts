import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { exampleOf, exampleRecords, serveDocuments } from '../test/an-app.js';
import { fetchDocuments } from './fetch-documents.js';
import type { KafkaRecord } from './kafka-record.js';
import { fromKafkajs } from './kafkajs-record.js';
import { readTopics, type PublishedTopics } from './published-events.js';
import { RecordChecker } from './record-checker.js';
import { Tally } from './tally.js';

let app: Awaited<ReturnType<typeof serveDocuments>>;
let topics: PublishedTopics;
let checker: RecordChecker;

beforeAll(async () => {
  app = await serveDocuments();
  topics = readTopics(await fetchDocuments(app.url));
});
afterAll(() => void app.server.close());
beforeEach(() => {
  checker = new RecordChecker(topics);
});

const sale = () => exampleOf('whence.conversion.recorded.v1');
const withHeader = (record: KafkaRecord, name: string, value?: string | Buffer): KafkaRecord => ({
  ...record,
  headers: [
    ...record.headers.filter(([one]) => one !== name),
    ...(value === undefined ? [] : [[name, Buffer.from(value as string)] as const]),
  ],
});
const withBody = (record: KafkaRecord, change: object): KafkaRecord => ({
  ...record,
  value: Buffer.from(JSON.stringify({ ...(JSON.parse(String(record.value)) as object), ...change })),
});
const reasonsFor = (record: KafkaRecord): string => checker.check(record).reasons.join('\n');

describe('a record', () => {
  it.each(
    exampleRecords().map((record) => ({
      name: `${record.headers.find(([name]) => name === 'ce_type')?.[1].toString() ?? ''} ${record.offset}`,
      record,
    })),
  )('as the document shows it is admitted: $name', ({ record }) => expect(checker.check(record).reasons).toEqual([]));

  it.each(sale().headers.map(([name]) => name))('is refused without its header %s', (name) => {
    expect(reasonsFor(withHeader(sale(), name))).not.toBe('');
  });

  it.each([
    ['ce_specversion', '0.3'],
    ['ce_id', '17'],
    ['ce_type', 'whence.conversion.recorded.v2'],
    ['ce_source', 'attribution'],
    ['ce_time', '2026-11-05T17:20:00Z'],
    ['ce_subject', ''],
    ['ce_partitionkey', 'cvn_01KAQ3ZV5N8T2M4R6P7S9W1X4Z'],
    ['ce_dataschema', 'https://schemas.whence.dev/events/link.changed.v1.json'],
    ['content-type', 'text/plain'],
    ['traceparent', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'],
  ])('is refused with %s: %s', (name, value) => {
    expect(reasonsFor(withHeader(sale(), name, value))).toContain(name === 'ce_type' ? value : name);
  });

  it('is refused with a header that is there twice, or is no text', () => {
    const twice = { ...sale(), headers: [...sale().headers, ['ce_id', Buffer.from('x')] as const] };

    expect(reasonsFor(twice)).toContain('header ce_id is there twice');
    expect(reasonsFor(withHeader(sale(), 'note', Buffer.from([0xff])))).toContain('header note is no UTF-8');
  });

  it('may carry headers that others put there', () => {
    expect(reasonsFor(withHeader(sale(), 'mirrored-from', 'elsewhere'))).toBe('');
  });

  it('is refused with another key than its body names', () => {
    const key = 'cvn_01KAQ3ZV5N8T2M4R6P7S9W1X4Z';

    expect(reasonsFor(withHeader({ ...sale(), key: Buffer.from(key) }, 'ce_partitionkey', key))).toContain(
      `the key is ${key}, and the body says cvn_`,
    );
    expect(reasonsFor({ ...sale(), key: null })).toContain('the key is not there');
  });

  it('of a program is keyed by the version of its terms as well', () => {
    const program = exampleOf('whence.program.changed.v1');
    const key = String(program.key).replace(/:\d+$/, '');

    expect(String(program.key)).toMatch(/^prg_.*:1$/);
    expect(reasonsFor(withHeader({ ...program, key: Buffer.from(key) }, 'ce_partitionkey', key))).toContain('key: ');
  });

  it('is refused with a body that its schema does not admit', () => {
    expect(reasonsFor(withBody(sale(), { amount: { amountMinor: 1999, currency: 'BRL' } }))).toContain(
      'body: /amount/amountMinor must be string',
    );
    expect(reasonsFor(withBody(sale(), { participantId: '8800000000000023' }))).toContain('participantId');
    expect(reasonsFor({ ...sale(), value: Buffer.from([0x22, 0xff, 0x22]) })).toContain('no JSON in UTF-8');
    expect(reasonsFor({ ...sale(), value: null })).toContain('the value is not there');
  });

  it('is refused on a topic where it does not belong, or that nobody published', () => {
    expect(reasonsFor({ ...sale(), topic: 'whence.clicks.v1' })).toContain(
      'the documents know no whence.conversion.recorded.v1 in whence.clicks.v1',
    );
    expect(reasonsFor({ ...sale(), topic: 'whence.sales.v1' })).toContain('the documents know no topic');
  });

  it('may come again, the same in every byte', () => {
    expect(checker.check(sale())).toMatchObject({ isRepeat: false, reasons: [] });
    expect(checker.check({ ...sale(), offset: '9' })).toMatchObject({ isRepeat: true, reasons: [] });
    expect(reasonsFor(withBody(sale(), { externalId: 'another' }))).toContain('said something else');
  });

  it('that could not be taken may be anything, with its cause', () => {
    const letter: KafkaRecord = { ...sale(), topic: 'whence.conversions.v1.dlq', value: Buffer.from([0, 255]) };
    const causes = { dlq_consumer: 'analytics', dlq_cause: 'no JSON', dlq_topic: 'whence.conversions.v1' };
    const caused = Object.entries(causes).reduce((record, [name, value]) => withHeader(record, name, value), letter);

    expect(reasonsFor(letter)).toContain('dlq_cause');
    expect(checker.check(withHeader(caused, 'dlq_failed_at', '2026-11-05T17:20:00.000Z'))).toMatchObject({
      type: 'dead-letter',
      reasons: [],
    });
  });

  it('is the same when kafkajs read it', () => {
    const { topic, partition, offset, key, value, headers } = sale();
    const message = { offset, key, value, headers: { ...Object.fromEntries(headers), twice: ['a', Buffer.from('b')] } };

    expect(fromKafkajs({ topic, partition, message })).toEqual({
      ...sale(),
      headers: [...headers, ['twice', Buffer.from('a')], ['twice', Buffer.from('b')]],
    });
  });
});

describe('the documents', () => {
  it('that are not there are a problem in words', async () => {
    await expect(RecordChecker.by(`${app.url}/nowhere`)).rejects.toThrow('/nowhere/events.json answers 404');
  });
});

describe('the count', () => {
  it('is right once there were records and none was refused', () => {
    const tally = new Tally(checker);
    expect(tally.isRight).toBe(false);
    for (const record of exampleRecords()) tally.add(record);
    expect(tally.isRight).toBe(true);
    expect(tally.lines().at(-1)).toMatch(new RegExp(`^all +${exampleRecords().length} +0 +0$`));
    tally.add({ ...sale(), value: null });
    expect(tally.isRight).toBe(false);
    expect(tally.rejections[0]).toMatch(/^whence\.conversions\.v1 \[0\] @0 whence\.conversion\.recorded\.v1: /);
    expect(tally.lines().join('\n')).toMatch(/whence\.payouts\.v1 +0 +0 +0/);
  });
});
