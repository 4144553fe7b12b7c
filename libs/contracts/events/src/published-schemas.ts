import { readFileSync, readdirSync } from 'node:fs';

import { eventTypes, type EventType } from './event-topics.js';

/** A published JSON Schema document (draft 2020-12). */
export interface SchemaDocument {
  readonly $id: string;
  readonly title: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

// The same place from `src` and from `dist`.
const schemasFolder = new URL('../schemas/', import.meta.url);

const readSchema = (fileName: string): SchemaDocument =>
  JSON.parse(readFileSync(new URL(fileName, schemasFolder), 'utf8')) as SchemaDocument;

/** The names of all schema files, events and definitions. */
export const schemaFileNames = (): readonly string[] =>
  readdirSync(schemasFolder)
    .filter((name) => name.endsWith('.json'))
    .sort();

/** `whence.link.changed.v1` → `link.changed.v1.json`. */
export const schemaFileOf = (type: EventType): string => `${type.replace(/^whence\./, '')}.json`;

/** What the events share: ids, times, money, credits. */
export const sharedDefinitions = (): SchemaDocument => readSchema('definitions.v1.json');

/** The schema of every event, read from the published files. */
export const eventSchemas = (): ReadonlyMap<EventType, SchemaDocument> =>
  new Map(eventTypes.map((type) => [type, readSchema(schemaFileOf(type))]));

/** Every published schema by its file name, such as `link.changed.v1.json`. */
export const publishedSchemas = (): ReadonlyMap<string, SchemaDocument> =>
  new Map(schemaFileNames().map((name) => [name, readSchema(name)]));
