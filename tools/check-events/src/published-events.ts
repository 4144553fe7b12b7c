import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { CheckProblem } from './check-problem.js';
import type { Members, PublishedDocuments } from './fetch-documents.js';

/** One thing that a value does not have as its schema demands. */
export type Complaint = string;

/** Answers with what is wrong; an empty list means that the schema admits the value. */
export type Admission = (value: unknown) => readonly Complaint[];

/** An event type, as the document describes it. */
export interface PublishedMessage {
  readonly name: string;
  /** Its `ce_type`; undefined for a message that is not told by its type, such as a dead letter. */
  readonly type: string | undefined;
  readonly headers: Admission;
  /** Undefined where nothing is said of the key, or of the body. */
  readonly key: Admission | undefined;
  readonly body: Admission | undefined;
  /** JSON pointers into the body; the key is what they name, joined with colons. */
  readonly keyParts: readonly string[];
}

/** The messages that may be in each topic. */
export type PublishedTopics = ReadonlyMap<string, readonly PublishedMessage[]>;

/** What the documents say of each topic, ready to be checked against. */
export const readTopics = (documents: PublishedDocuments): PublishedTopics => {
  const schemas = new Schemas(documents);
  const channels = Object.values(documents.document['channels'] as Readonly<Record<string, Members>>);
  return new Map(
    channels.map((channel) => [
      channel['address'] as string,
      Object.values((channel['messages'] ?? {}) as Readonly<Record<string, { readonly $ref: string }>>).map(
        ({ $ref }) => readMessage($ref, schemas),
      ),
    ]),
  );
};

const readMessage = ($ref: string, schemas: Schemas): PublishedMessage => {
  const message = schemas.at($ref);
  const headers = (message['headers'] as Members | undefined)?.['properties'] as Members | undefined;
  const kafka = (message['bindings'] as Members | undefined)?.['kafka'] as Members | undefined;
  return {
    name: message['name'] as string,
    type: (headers?.['ce_type'] as Members | undefined)?.['const'] as string | undefined,
    headers: schemas.admission(`${$ref}/headers`),
    key: kafka?.['key'] === undefined ? undefined : schemas.admission(`${$ref}/bindings/kafka/key`),
    body: message['payload'] === undefined ? undefined : schemas.admission(`${$ref}/payload`),
    keyParts: (message['x-record-key'] ?? []) as readonly string[],
  };
};

/** The schemas of the documents, compiled when they are asked for. */
class Schemas {
  // What stands beside schemas in a document is unknown to JSON Schema, and that is no fault.
  private readonly ajv = new Ajv2020({ allErrors: true, strict: false });

  constructor(private readonly documents: PublishedDocuments) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(documents.document, documents.address);
    for (const [address, schema] of documents.schemas) this.ajv.addSchema(schema, address);
  }

  /** What a reference of the document to itself leads to. */
  at($ref: string): Members {
    const names = $ref
      .replace('#/', '')
      .split('/')
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const found = names.reduce<unknown>(
      (value, name) => (value as Members | undefined)?.[name],
      this.documents.document,
    );
    if (typeof found !== 'object' || found === null) throw new CheckProblem(`the document refers to ${$ref}: nowhere`);
    return found as Members;
  }

  admission(pointer: string): Admission {
    const validate = this.ajv.getSchema(`${this.documents.address}${pointer}`);
    if (validate === undefined) throw new CheckProblem(`the document has no schema at ${pointer}`);
    return (value) => complaintsOf(validate, value);
  }
}

const complaintsOf = (validate: ValidateFunction, value: unknown): readonly Complaint[] => {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
};
