import { InProcessPublisher, type EventConsumer, type EventPublisher } from './publisher.js';

/** Whose lag is asked for. */
export type NamedConsumer = Pick<EventConsumer, 'name' | 'types'>;

/** How events travel in this deployment: within the process, or over Kafka. One for each process. */
export abstract class EventTransport {
  /** Where this process's relays hand over. */
  abstract readonly publisher: EventPublisher;

  private readonly subscribed = new Map<string, EventConsumer>();

  /** Every consumer of this process. */
  get consumers(): readonly EventConsumer[] {
    return [...this.subscribed.values()];
  }

  /** Hands events of its types to this consumer from `start` on. Every consumer subscribes before that. */
  subscribe(consumer: EventConsumer): void {
    if (this.subscribed.has(consumer.name)) throw new Error(`two consumers are named ${consumer.name}`);
    this.subscribed.set(consumer.name, consumer);
  }

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

  override subscribe(consumer: EventConsumer): void {
    super.subscribe(consumer);
    this.publisher.subscribe(consumer);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stopConsuming(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  lagOf(): Promise<number> {
    return Promise.resolve(0);
  }
}
