import { createHash } from 'node:crypto';

import type { IHeaders } from 'kafkajs';

import type { PublishableEvent } from '../outbox/event.js';
import type { EventCatalogue } from './event-catalogue.js';
import type { TopicNames } from './topic-names.js';

/** One record as it is sent. */
export interface KafkaRecord {
  /** With prefix. */
  readonly topic: string;
  readonly key: string | Buffer | null;
  readonly value: string | Buffer;
  readonly headers: IHeaders;
}

/**
 * An event as a record: CloudEvents 1.0 in binary mode. The same event always makes the same record, so that what is
 * published again is an exact repeat.
 */
export const recordOf = (
  event: PublishableEvent,
  { names, schemaUriOf }: { readonly names: TopicNames; readonly schemaUriOf: EventCatalogue['schemaUriOf'] },
): KafkaRecord => {
  const schemaUri = schemaUriOf(event.type);
  return {
    topic: event.deadLetter === undefined ? names.topic(event.topic) : names.deadLetterTopic(event.topic),
    key: event.key,
    value: event.bodyText ?? JSON.stringify(event.body),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_time: event.occurredAt.toISOString(),
      ce_subject: event.key,
      ce_partitionkey: event.key,
      ...(schemaUri === undefined ? {} : { ce_dataschema: schemaUri }),
      'content-type': 'application/json',
      traceparent: traceparentOf(event.id),
      ...deadLetterHeaders(event),
    },
  };
};

/** Drawn from the id and not by chance: an event that is published again belongs to the same trace. Nobody samples it. */
const traceparentOf = (eventId: string): string => {
  const digest = createHash('sha256').update(eventId).digest('hex');
  return `00-${digest.slice(0, 32)}-${digest.slice(32, 48)}-00`;
};

const deadLetterHeaders = ({ deadLetter, topic }: PublishableEvent): IHeaders =>
  deadLetter === undefined
    ? {}
    : {
        dlq_consumer: deadLetter.consumer,
        dlq_cause: deadLetter.cause,
        dlq_failed_at: deadLetter.failedAt.toISOString(),
        dlq_topic: topic,
      };

// What Kafka adds to a record (lengths, timestamp, offset) is less than this, and so is what it adds for one header.
const overheadBytes = 64;
const headerOverheadBytes = 10;

/** How many bytes a record takes in a broker's log, at most. */
export const sizeOf = ({ key, value, headers }: KafkaRecord): number => {
  let bytes = overheadBytes + Buffer.byteLength(key ?? '') + Buffer.byteLength(value);
  for (const [name, text] of Object.entries(headers)) {
    bytes += headerOverheadBytes + name.length + Buffer.byteLength(String(text));
  }
  return bytes;
};
