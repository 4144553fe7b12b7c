import type { DeadLetterPlace } from './dead-letters.js';
import type { OutgoingEvent, PublishableEvent } from './event.js';

/** An event that no attempt will ever publish, such as one that is too large, and why. */
export interface UnpublishableEvent {
  readonly event: PublishableEvent;
  readonly cause: string;
}

/** Where a relay hands events over. */
export abstract class EventPublisher {
  /**
   * Resolves only once every event is durably with its receivers, but for those it answers: they have to be kept aside.
   * Where it rejects, any of them may have arrived, and all have to be published again.
   */
  abstract publish(events: readonly PublishableEvent[]): Promise<readonly UnpublishableEvent[]>;
}

/** A receiver of events. It must take the same event twice without counting it twice. */
export interface EventConsumer {
  readonly name: string;
  /** Event types it wants, such as `whence.click.recorded.v1`. */
  readonly types: readonly string[];
  consume(events: readonly OutgoingEvent[]): Promise<void>;
  /** What became of events other than being taken, since the process started. */
  readonly counts?: ConsumerCounts;
  /** Where events are kept that it cannot take; they are published as dead letters. */
  readonly deadLetters?: DeadLetterPlace;
}

export interface ConsumerCounts {
  /** Events that had been taken before. */
  readonly repeats: number;
  readonly keptAside: number;
}

/** How many events a consumer is handed at most: one transaction holds them together. */
export const consumedTogetherMax = 500;

/** Publishing without a broker: events go to the consumers of this process, and count as published once all committed. */
export class InProcessPublisher extends EventPublisher {
  private readonly consumers: EventConsumer[] = [];

  subscribe(consumer: EventConsumer): void {
    this.consumers.push(consumer);
  }

  /** A consumer that fails does not keep the events from the others; it is thrown once all were asked. */
  async publish(events: readonly PublishableEvent[]): Promise<readonly UnpublishableEvent[]> {
    // Nobody of this process listens to a dead-letter topic.
    const alive = events.filter((event) => event.deadLetter === undefined);
    const failures: unknown[] = [];
    for (const consumer of this.consumers) {
      await handOver(consumer, alive).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
    return [];
  }
}

const handOver = async (consumer: EventConsumer, events: readonly PublishableEvent[]): Promise<void> => {
  const wanted = events.filter((event) => consumer.types.includes(event.type));
  for (let from = 0; from < wanted.length; from += consumedTogetherMax) {
    await consumer.consume(wanted.slice(from, from + consumedTogetherMax));
  }
};
