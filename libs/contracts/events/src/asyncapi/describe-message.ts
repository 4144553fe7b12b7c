import type { EventType } from '../event-topics.js';
import { schemaFileOf, type SchemaDocument } from '../published-schemas.js';
import { schemaUriOf } from '../schema-uri.js';
import { headersOf, type Schema } from './header-schemas.js';
import { recordKeys, type RecordKey } from './record-keys.js';

const bindingVersion = '0.5.0';

/** The CloudEvents attributes of every example. */
const exampleAttributes = {
  ce_specversion: '1.0',
  ce_id: 'evt_01KAQ3ZV5N8T2M4R6P7S9W1X5R',
  ce_time: '2026-11-02T10:00:06.120Z',
  'content-type': 'application/json',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

/** Which app tells of an event family, by the first word of its topic. */
const sources: Readonly<Record<string, string>> = {
  'whence.click': '/whence/redirect',
  'whence.commission': '/whence/affiliate-payouts',
};

/** One event type as an AsyncAPI message: headers, key, body and examples. */
export const describeMessage = (type: EventType, schema: SchemaDocument, schemasAt: string): Schema => {
  const key = recordKeys[type];
  const keySchema = { type: 'string', pattern: `^${key.pattern}$` };
  return {
    name: type,
    title: type,
    summary: schema.description,
    contentType: 'application/json',
    headers: headersOf(type, schemaUriOf(type), keySchema),
    payload: { $ref: `${schemasAt}${schemaFileOf(type)}` },
    bindings: { kafka: { key: { ...keySchema, description: key.description }, bindingVersion } },
    'x-record-key': key.parts,
    examples: (schema.examples ?? []).map((body, index) => exampleOf(type, { body, index, key })),
  };
};

interface Example {
  readonly body: unknown;
  readonly index: number;
  readonly key: RecordKey;
}

const exampleOf = (type: EventType, { body, index, key }: Example): Schema => {
  const recordKey = key.parts.map((pointer) => String(memberAt(body, pointer))).join(':');
  const family = type.split('.').slice(0, 2).join('.');
  const headers = {
    ...exampleAttributes,
    ce_type: type,
    ce_source: sources[family] ?? '/whence/attribution',
    ce_subject: recordKey,
    ce_partitionkey: recordKey,
    ce_dataschema: schemaUriOf(type),
  };
  return { name: `example-${index + 1}`, headers, payload: body };
};

/** What a JSON pointer of plain member names leads to. */
const memberAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((member, name) => (member as Readonly<Record<string, unknown>>)[name], value);
