export type { DeadLetter, Json, OutgoingEvent, PublishableEvent } from './event.js';
export { publishable } from './event.js';
export { EventTransport, InProcessTransport, type NamedConsumer } from './event-transport.js';
export { consumerTablesSql, countDeadLetters } from './dead-letters.js';
export { DeadLetterQueue } from './dead-letter-queue.js';
export { OnceOnlyConsumer, type OnceOnlyConsumerOptions } from './once-only-consumer.js';
export { RepeatableConsumer, type RepeatableConsumerOptions } from './repeatable-consumer.js';
export { addToOutbox, outboxTableSql } from './outbox.js';
export { PostgresOutbox } from './postgres-outbox.js';
export {
  EventPublisher,
  InProcessPublisher,
  type ConsumerCounts,
  type EventConsumer,
  type UnpublishableEvent,
} from './publisher.js';
export { OutboxRelay, type RelayReport } from './relay.js';
export { LeaseLost, RelayLease, type LeasePlace } from './relay-lease.js';
export { emptyingOutboxSql, publishedDeadLettersSql, relayTablesSql } from './relay-tables.js';
export { countUnpublishable, type QueuedEvent, type UnpublishedEvents } from './unpublished-events.js';
