import type { EventType } from './event-topics.js';

const schemasHome = 'https://schemas.whence.dev/events';
const typePrefix = 'whence.';

/** Where the schema of an event's body is published; travels as `ce_dataschema`. */
export const schemaUriOf = (type: EventType): string => `${schemasHome}/${type.slice(typePrefix.length)}.json`;
