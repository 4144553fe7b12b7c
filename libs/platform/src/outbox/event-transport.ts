import { InProcessPublisher, type EventConsumer, type EventPublisher } from './publisher.js';

/** Whose lag is asked for. */
export type NamedConsumer = Pick<EventConsumer, 'name' | 'types'>;

/** How events travel in this deployment: within the process, or over Kafka. One for each process. */
export abstract class EventTransport {
  /** Where this process's relays hand over. */
  abstract readonly publisher: EventPublisher;

  /** Hands events of its types to this consumer from `start` on. Every consumer subscribes before that. */
  abstract subscribe(consumer: EventConsumer): void;

  /** Resolves once events can travel, however long the broker is away; it does not keep the process from serving. */
  abstract start(): Promise<void>;

  /** Finishes the events at hand and takes no more. */
  abstract stopConsuming(): Promise<void>;

  /** After the relays have stopped. */
  abstract close(): Promise<void>;

  /** How many events were published and not yet taken by the consumer of that name, in whatever process it runs. */
  abstract lagOf(consumer: NamedConsumer): Promise<number>;
}

/** Without a broker: an event counts as published once every consumer of this process has taken it, so none lags. */
export class InProcessTransport extends EventTransport {
  readonly publisher = new InProcessPublisher();

  subscribe(consumer: EventConsumer): void {
    this.publisher.subscribe(consumer);
  }

  async start(): Promise<void> {}

  async stopConsuming(): Promise<void> {}

  async close(): Promise<void> {}

  async lagOf(): Promise<number> {
    return 0;
  }
}
