export type { Json, OutgoingEvent } from './event.js';
export { EventTransport, InProcessTransport, type NamedConsumer } from './event-transport.js';
export { consumerTablesSql } from './dead-letters.js';
export { OnceOnlyConsumer, type OnceOnlyConsumerOptions } from './once-only-consumer.js';
export { RepeatableConsumer, type RepeatableConsumerOptions } from './repeatable-consumer.js';
export { addToOutbox, outboxTableSql } from './outbox.js';
export { PostgresOutbox } from './postgres-outbox.js';
export { EventPublisher, InProcessPublisher, type EventConsumer } from './publisher.js';
export { OutboxRelay, type QueuedEvent, type RelayReport, type UnpublishedEvents } from './relay.js';
