import { createHash } from 'node:crypto';

import { fetchDocuments } from './fetch-documents.js';
import type { KafkaRecord } from './kafka-record.js';
import { readTopics, type PublishedMessage, type PublishedTopics } from './published-events.js';
import { jsonOf, keyIn, textOf } from './record-parts.js';

/** What became of one record. */
export interface Verdict {
  /** The event type, or what the record says it is. */
  readonly type: string;
  /** Whether a record with this event's id was there before, the same in every byte. */
  readonly isRepeat: boolean;
  /** Why the documents do not admit it; empty where they do. */
  readonly reasons: readonly string[];
}

type Headers = Readonly<Record<string, string>>;

/** Checks records against the published documents and nothing else. It remembers what it has seen, to know repeats. */
export class RecordChecker {
  private readonly seen = new Map<string, string>();

  constructor(private readonly topics: PublishedTopics) {}

  /** A checker by what the app at this address publishes. */
  static async by(appUrl: string): Promise<RecordChecker> {
    return new RecordChecker(readTopics(await fetchDocuments(appUrl)));
  }

  /** The topics the documents tell of. */
  get topicNames(): readonly string[] {
    return [...this.topics.keys()];
  }

  check(record: KafkaRecord): Verdict {
    const { headers, problems } = readHeaders(record);
    const type = headers['ce_type'] ?? 'untyped';
    const message = this.messageOf(record.topic, type);
    if (typeof message === 'string') return { type, isRepeat: false, reasons: [...problems, message] };
    const reasons = [...problems, ...headersAgainst(message, headers), ...contentAgainst(message, record, headers)];
    // One event may be set aside by several consumers, each for its own cause.
    const before = message.type === undefined ? 'new' : this.remember(record, headers['ce_id']);
    if (before === 'other') reasons.push('another record with this ce_id said something else');
    return { type: message.type ?? message.name, isRepeat: before === 'same', reasons };
  }

  private messageOf(topic: string, type: string): PublishedMessage | string {
    const messages = this.topics.get(topic);
    if (messages === undefined) return `the documents know no topic ${topic}`;
    const message = messages.find((one) => one.type === type) ?? messages.find((one) => one.type === undefined);
    return message ?? `the documents know no ${type} in ${topic}`;
  }

  private remember(record: KafkaRecord, id: string | undefined): 'new' | 'same' | 'other' {
    if (id === undefined) return 'new';
    const name = `${record.topic} ${id}`;
    const digest = digestOf(record);
    const before = this.seen.get(name);
    this.seen.set(name, before ?? digest);
    if (before === undefined) return 'new';
    return before === digest ? 'same' : 'other';
  }
}

const readHeaders = ({ headers }: KafkaRecord): { readonly headers: Headers; readonly problems: readonly string[] } => {
  const read: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, value] of headers) {
    const text = textOf(value);
    if (Object.hasOwn(read, name)) problems.push(`header ${name} is there twice`);
    if (text === undefined) problems.push(`header ${name} is no UTF-8`);
    else read[name] = text;
  }
  return { headers: read, problems };
};

const headersAgainst = ({ headers: admit }: PublishedMessage, headers: Headers): readonly string[] =>
  admit(headers).map((complaint) => `headers: ${complaint}`);

const contentAgainst = (message: PublishedMessage, record: KafkaRecord, headers: Headers): readonly string[] => {
  if (message.body === undefined) return [];
  const key = record.key === null ? undefined : textOf(record.key);
  if (key === undefined) return ['the key is not there, or no UTF-8'];
  const reasons = (message.key?.(key) ?? []).map((complaint) => `key: ${complaint}`);
  if (headers['ce_partitionkey'] !== key) reasons.push(`ce_partitionkey is not the key ${key}`);
  const body = jsonOf(record.value);
  if (body === undefined) return [...reasons, 'the value is not there, or no JSON in UTF-8'];
  const named = keyIn(body.json, message.keyParts);
  if (named !== key) reasons.push(`the key is ${key}, and the body says ${named}`);
  return [...reasons, ...message.body(body.json).map((complaint) => `body: ${complaint}`)];
};

const digestOf = ({ key, value, headers }: KafkaRecord): string => {
  const hash = createHash('sha256');
  // Lengths keep two parts from being taken for one.
  for (const part of [key, value, ...headers.flatMap(([name, header]) => [Buffer.from(name), header])]) {
    hash.update(`${part?.length ?? -1}:`).update(part ?? '');
  }
  return hash.digest('base64');
};
