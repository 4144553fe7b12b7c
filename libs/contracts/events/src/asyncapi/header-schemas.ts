import { eventIdPattern } from './record-keys.js';

/** A JSON Schema, or a part of one. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Headers of every event record, whatever it tells: CloudEvents 1.0 in binary mode for Kafka, and W3C Trace Context. */
export const sharedHeaders = {
  ce_specversion: { description: 'The version of CloudEvents.', type: 'string', const: '1.0' },
  ce_id: {
    description: 'The id of the event. It stays the same however often the event is published: drop repeats by it.',
    type: 'string',
    pattern: `^${eventIdPattern}$`,
  },
  ce_source: {
    description: 'The app that tells it.',
    type: 'string',
    pattern: '^/whence/[a-z]+(-[a-z]+)*$',
  },
  ce_time: {
    description: 'When it occurred; RFC 3339, UTC, with milliseconds. It says nothing of the order of publishing.',
    type: 'string',
    format: 'date-time',
    pattern: String.raw`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$`,
  },
  ce_subject: { description: 'What it is about.', type: 'string', minLength: 1 },
  'content-type': { description: 'The body is JSON in UTF-8.', type: 'string', const: 'application/json' },
  traceparent: {
    description: 'W3C Trace Context.',
    type: 'string',
    pattern: '^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$',
  },
} as const satisfies Readonly<Record<string, Schema>>;

const refTo = (header: string): Schema => ({ $ref: `#/components/schemas/${header}` });

/** The headers of one event type: those of every event, and those that the type decides. */
export const headersOf = (type: string, schemaUri: string, key: Schema): Schema => {
  const properties = {
    ce_specversion: refTo('ce_specversion'),
    ce_id: refTo('ce_id'),
    ce_type: { description: 'The type of the event, with its version.', type: 'string', const: type },
    ce_source: refTo('ce_source'),
    ce_time: refTo('ce_time'),
    ce_subject: refTo('ce_subject'),
    ce_partitionkey: { ...key, description: 'The key of the record.' },
    ce_dataschema: { description: 'The schema of the body.', type: 'string', const: schemaUri },
    'content-type': refTo('content-type'),
    traceparent: refTo('traceparent'),
  };
  return { type: 'object', required: Object.keys(properties), properties };
};
