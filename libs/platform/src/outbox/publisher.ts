import type { OutgoingEvent } from './event.js';

/** Where a relay hands events over. It resolves only once every one of them is durably with its receivers. */
export abstract class EventPublisher {
  abstract publish(events: readonly OutgoingEvent[]): Promise<void>;
}

/** A receiver of events. It must take the same event twice without counting it twice. */
export interface EventConsumer {
  readonly name: string;
  /** Event types it wants, such as `whence.click.recorded.v1`. */
  readonly types: readonly string[];
  consume(events: readonly OutgoingEvent[]): Promise<void>;
}

/** Publishing without a broker: events go to the consumers of this process, and count as published once all committed. */
export class InProcessPublisher extends EventPublisher {
  private readonly consumers: EventConsumer[] = [];

  subscribe(consumer: EventConsumer): void {
    this.consumers.push(consumer);
  }

  /** A consumer that fails does not keep the events from the others; it is thrown once all were asked. */
  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    const failures: unknown[] = [];
    for (const consumer of this.consumers) {
      const wanted = events.filter((event) => consumer.types.includes(event.type));
      if (wanted.length > 0) await consumer.consume(wanted).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
