/** One Kafka topic, as it is made where it is missing. */
export interface TopicSpec {
  /** Without the configured prefix, such as `whence.clicks.v1`. */
  readonly name: string;
  /** Never changed once the topic exists: a key would move to another partition, and its order with it. */
  readonly partitions: number;
  /** How long records are kept; `-1` for ever. */
  readonly retentionMs: number;
  /** Keeps the newest record of each key for ever. */
  readonly isCompacted: boolean;
}

/** What is published about the events, for those who consume them. */
export interface EventDocuments {
  /** An AsyncAPI 3 document; its `$ref`s lead into itself and to the schemas. */
  readonly document: PublishedDocument;
  /** Every JSON Schema by its file name, such as `link.changed.v1.json`. */
  readonly schemas: ReadonlyMap<string, PublishedDocument>;
}

/** A JSON document as others read it. */
export interface PublishedDocument {
  readonly [member: string]: unknown;
}

/** What the documents say that differs from process to process. */
export interface DocumentPlace {
  /** Stands before the name of every topic. */
  readonly topicPrefix: string;
  /** Where the schemas are, relative to the document, with a trailing slash. */
  readonly schemasAt: string;
}

/** What a process has to know of the published events; the platform itself knows none by name. */
export interface EventCatalogue {
  readonly topics: readonly TopicSpec[];
  /** Topic of an event type, without prefix; undefined for a type that is not published. */
  topicOf(type: string): string | undefined;
  /** Where the schema of that type's body is published. */
  schemaUriOf(type: string): string | undefined;
  /** What `/events` shows; without it there is no such page. */
  documentsAt?(place: DocumentPlace): EventDocuments;
}
