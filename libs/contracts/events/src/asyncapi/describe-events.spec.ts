import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { fromFile, Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { eventTopics, eventTypes } from '../event-topics.js';
import { eventSchemas, publishedSchemas } from '../published-schemas.js';
import { validateEvent } from '../testing/index.js';
import { topics } from '../topics.js';
import { describeEvents } from './describe-events.js';

interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, unknown>>;
  readonly bindings: { readonly kafka: { readonly partitions: number; readonly topicConfiguration?: object } };
}

interface Message {
  readonly headers: { readonly required: readonly string[]; readonly properties: Readonly<Record<string, object>> };
  readonly payload: { readonly $ref: string };
  readonly examples: readonly { readonly headers: Readonly<Record<string, string>>; readonly payload: unknown }[];
}

interface Document {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

/** Of diagnostics: 0 is an error, 1 a warning; what is above is advice. */
const warning = 1;
const severityOf = ({ severity }: { readonly severity: number }): number => severity;

/** The parser loads and compiles a great deal; on a busy machine that takes its time. */
const parserMs = 30_000;

const committedFile = fileURLToPath(new URL('../../asyncapi.json', import.meta.url));
const document = describeEvents({ topicPrefix: '', schemasAt: './schemas/' }) as unknown as Document;
const channelAt = (address: string): Channel | undefined =>
  Object.values(document.channels).find((channel) => channel.address === address);
const described = Object.keys(document.components.messages).filter((name) => name !== 'dead-letter');

const examples = described.flatMap((type) =>
  (document.components.messages[type]?.examples ?? []).map((example) => ({ type, example })),
);

const headersAdmittedFor = (type: string): ((headers: unknown) => boolean) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'document');
  const validate = ajv.getSchema(`document#/components/messages/${type}/headers`);
  return (headers) => validate?.(headers) === true;
};

describe('the document of all topics', () => {
  it('is the committed one', () => {
    // Red here: run `npm run generate -w @whence/contracts-events`, and read the difference as a consumer would.
    expect(JSON.parse(readFileSync(committedFile, 'utf8'))).toEqual(document);
  });

  it(
    'is AsyncAPI 3',
    async () => {
      const { document: parsed, diagnostics } = await fromFile(new Parser(), committedFile).parse();
      const problems = diagnostics.filter((found) => severityOf(found) <= warning);

      expect(problems.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([]);
      expect(parsed?.version()).toMatch(/^3\./);
    },
    parserMs,
  );

  it(
    'would not be valid with an operation that AsyncAPI does not know',
    async () => {
      const document = describeEvents({ topicPrefix: '', schemasAt: './schemas/' });
      const operations = { 'send-clicks': { action: 'shout', channel: { $ref: '#/channels/clicks' } } };
      const { diagnostics } = await new Parser().parse(JSON.stringify({ ...document, operations }), {
        source: committedFile,
      });

      expect(diagnostics.filter((found) => severityOf(found) < warning)).not.toEqual([]);
    },
    parserMs,
  );

  it.each(topics.map((topic) => ({ name: topic.name, topic })))('has a channel for $name', ({ topic }) => {
    const channel = channelAt(topic.name);

    expect(channel?.bindings.kafka.partitions).toBe(topic.partitions);
    expect(Object.keys(channel?.messages ?? {})).toEqual(eventTypes.filter((type) => eventTopics[type] === topic.name));
    expect(channelAt(`${topic.name}.dlq`)?.bindings.kafka.partitions).toBe(1);
  });

  it('tells of every event that is sent, and of no other', () => {
    expect(new Set(examples.map(({ type }) => type))).toEqual(new Set(described));
    expect(described).toEqual(eventTypes);
  });

  it.each(described)('demands every CloudEvents header of %s', (type) => {
    expect([...(document.components.messages[type]?.headers.required ?? [])].sort()).toEqual([
      'ce_dataschema',
      'ce_id',
      'ce_partitionkey',
      'ce_source',
      'ce_specversion',
      'ce_subject',
      'ce_time',
      'ce_type',
      'content-type',
      'traceparent',
    ]);
  });

  // The parser looks at no header of an example.
  it.each(examples)('has an example of $type that its own schemas admit', ({ type, example }) => {
    const admitsHeaders = headersAdmittedFor(type);

    expect(admitsHeaders(example.headers)).toBe(true);
    expect(validateEvent(type, example.payload)).toEqual([]);
    for (const header of Object.keys(example.headers)) {
      expect(admitsHeaders({ ...example.headers, [header]: '' })).toBe(false);
    }
  });

  it('leads to schemas that are published', () => {
    for (const type of described) {
      const { $ref } = document.components.messages[type]?.payload ?? { $ref: '' };
      expect([...publishedSchemas().keys()]).toContain($ref.replace('./schemas/', ''));
    }
  });

  it('names topics as one deployment calls them', () => {
    const prefixed = describeEvents({ topicPrefix: 'acme.', schemasAt: './schemas/' }) as unknown as Document;

    expect(Object.values(prefixed.channels).map(({ address }) => address)).toEqual(
      topics.flatMap(({ name }) => [`acme.${name}`, `acme.${name}.dlq`]),
    );
  });
});

describe('a schema', () => {
  // AsyncAPI's own schema format builds on draft 07: what draft 2020-12 says otherwise would be read otherwise.
  const saidOtherwise =
    /"(prefixItems|unevaluated\w+|dependent\w+|\$dynamic\w+|\$anchor|minContains|maxContains|contentSchema)":/;

  it.each([...publishedSchemas()].map(([name, schema]) => ({ name, schema })))(
    '$name means the same to a reader of draft 07',
    ({ schema }) => expect(JSON.stringify(schema)).not.toMatch(saidOtherwise),
  );

  it('has no member beside a reference that a reader of draft 07 would miss', () => {
    const beside = [...eventSchemas().values()]
      .filter((schema) => schema['$ref'] !== undefined)
      .flatMap((schema) => Object.keys(schema));

    expect([...new Set(beside)].sort()).toEqual(['$id', '$ref', '$schema', 'description', 'examples', 'title']);
  });
});
