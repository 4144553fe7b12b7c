export type { EventCatalogue, TopicSpec } from './event-catalogue.js';
export { KafkaTransport, type KafkaReport, type KafkaTransportOptions } from './kafka-transport.js';
export { partitionOf } from './partition-of.js';
