import { describeEvents, type DocumentPlace } from './asyncapi/describe-events.js';
import { eventTopics, isEventType } from './event-topics.js';
import { publishedSchemas } from './published-schemas.js';
import { schemaUriOf } from './schema-uri.js';
import { topics } from './topics.js';

/** What processes have to know of the events: their topics and schemas, and the documents that tell others of them. */
export const eventCatalogue = {
  topics,
  topicOf: (type: string): string | undefined => (isEventType(type) ? eventTopics[type] : undefined),
  schemaUriOf: (type: string): string | undefined => (isEventType(type) ? schemaUriOf(type) : undefined),
  documentsAt: (place: DocumentPlace) => ({ document: describeEvents(place), schemas: publishedSchemas() }),
};
