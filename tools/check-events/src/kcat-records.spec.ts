import { Readable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { KafkaRecord } from './kafka-record.js';
import { readKcatRecords } from './kcat-records.js';

const read = async (...chunks: readonly Buffer[]): Promise<readonly KafkaRecord[]> => {
  const records: KafkaRecord[] = [];
  for await (const record of readKcatRecords(Readable.from(chunks))) records.push(record);
  return records;
};

/** As kcat 1.7.1 printed a record with line breaks and bytes that are no text; `latin1` keeps each byte. */
const printed =
  '{"topic":"t","partition":0,"offset":2,"tstype":"create","ts":1795448539718,"broker":1,' +
  '"headers":["bin","\xff\\n","a","b,c=d"],"key":"\\u0000\xff\\n\\r","payload":"\\u0000\\u0001\\u0002\xff\xfe\\n\\"\\\\"}\n';

/** As kcat prints a string: what JSON demands is escaped, every other byte is copied. */
const asPrinted = (bytes: Uint8Array | null): string =>
  bytes === null ? 'null' : JSON.stringify(Buffer.from(bytes).toString('latin1'));

const bytes = () => fc.option(fc.uint8Array({ maxLength: 40 }));

describe('records that kcat printed', () => {
  it('have the bytes they had in Kafka, line breaks and what is no text included', async () => {
    expect(await read(Buffer.from(printed, 'latin1'))).toEqual([
      {
        topic: 't',
        partition: 0,
        offset: '2',
        key: Buffer.from([0, 255, 10, 13]),
        value: Buffer.from([0, 1, 2, 255, 254, 10, 34, 92]),
        headers: [
          ['bin', Buffer.from([255, 10])],
          ['a', Buffer.from('b,c=d')],
        ],
      },
    ]);
  });

  it('may lack key, value and headers', async () => {
    const line = '{"topic":"t","partition":1,"offset":3,"key":null,"payload":null}';

    expect(await read(Buffer.from(line))).toEqual([
      { topic: 't', partition: 1, offset: '3', key: null, value: null, headers: [] },
    ]);
  });

  it('are the same however the pipe cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(bytes(), bytes()), { maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        async (pairs, cut) => {
          const lines = pairs.map(
            ([key, value], offset) =>
              `{"topic":"t","partition":0,"offset":${offset},"key":${asPrinted(key)},"payload":${asPrinted(value)}}\n`,
          );
          const all = Buffer.from(lines.join(''), 'latin1');
          const chunks = Array.from({ length: Math.ceil(all.length / cut) }, (_, at) =>
            all.subarray(at * cut, (at + 1) * cut),
          );
          const records = await read(...chunks);

          expect(records.map(({ key, value }) => [key, value])).toEqual(
            pairs.map((pair) => pair.map((part) => (part === null ? null : Buffer.from(part)))),
          );
        },
      ),
    );
  });

  it('in another format are refused with the line', async () => {
    await expect(read(Buffer.from(`${printed}topic key value\n`, 'latin1'))).rejects.toThrow('line 2 is no record');
  });
});
