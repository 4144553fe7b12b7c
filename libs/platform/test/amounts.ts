import type { EventCatalogue } from '../src/kafka/index.js';

/** What `amountNoted` is to Kafka: one topic, and a type that is published nowhere else. */
export const amountsCatalogue: EventCatalogue = {
  topics: [{ name: 'whence.amounts.v1', partitions: 6, retentionMs: 3_600_000, isCompacted: false }],
  topicOf: (type) => (type.startsWith('whence.amount.') ? 'whence.amounts.v1' : undefined),
  schemaUriOf: (type) => `https://schemas.test/${type}.json`,
};
