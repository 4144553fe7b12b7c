export type { EventCatalogue, TopicSpec } from './event-catalogue.js';
