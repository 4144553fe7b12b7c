import { CheckProblem } from './check-problem.js';
import type { KafkaRecord } from './kafka-record.js';

const newline = 10;
/** Far above the largest record a broker takes. */
const lineBytesMax = 16_000_000;

interface KcatLine {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly payload: string | null;
  readonly headers?: readonly string[];
}

/**
 * Records as `kcat -C -J` prints them: one JSON object on each line. kcat escapes line breaks inside strings and copies
 * all other bytes as they are, text or not; so each byte is read as one character, and a string gives its bytes back.
 */
export async function* readKcatRecords(input: AsyncIterable<Buffer>): AsyncGenerator<KafkaRecord> {
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line.length > 0) yield toRecord(line.toString('latin1'), number);
  }
}

async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, end)]);
      parts = [];
      length = 0;
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > lineBytesMax) throw new CheckProblem(`a line is longer than ${lineBytesMax} bytes`);
  }
  if (length > 0) yield Buffer.concat(parts);
}

const toRecord = (line: string, number: number): KafkaRecord => {
  const { topic, partition, offset, key, payload, headers = [] } = parse(line, number);
  return {
    topic,
    partition,
    offset: offset.toString(),
    key: bytesOf(key),
    value: bytesOf(payload),
    headers: pairsOf(headers),
  };
};

const parse = (line: string, number: number): KcatLine => {
  try {
    const parsed = JSON.parse(line) as Partial<KcatLine> | null;
    if (typeof parsed?.topic === 'string' && typeof parsed.offset === 'number') return parsed as KcatLine;
  } catch {
    // The message below says it.
  }
  throw new CheckProblem(`line ${number} is no record as "kcat -C -J" prints it: ${line.slice(0, 80)}`);
};

const bytesOf = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'latin1'));

/** kcat prints headers as one list: name, value, name, value. A name is text; a value may be null. */
const pairsOf = (headers: readonly (string | null)[]): KafkaRecord['headers'] =>
  headers.flatMap((name, index) =>
    index % 2 === 0 ? [[textOf(name), bytesOf(headers[index + 1] ?? '') ?? Buffer.alloc(0)] as const] : [],
  );

const textOf = (name: string | null): string => Buffer.from(name ?? '', 'latin1').toString('utf8');
