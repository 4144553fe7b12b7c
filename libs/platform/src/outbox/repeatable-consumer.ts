import { isPassingFault } from '../postgres/passing-fault.js';
import { setAside, type DeadLetterPlace } from './dead-letters.js';
import type { OutgoingEvent } from './event.js';
import type { EventConsumer } from './publisher.js';

export interface RepeatableConsumerOptions extends DeadLetterPlace {
  readonly types: readonly string[];
  /** Takes one event, in transactions of its own. Doing it again must change nothing. */
  readonly apply: (event: OutgoingEvent) => Promise<void>;
}

/**
 * A consumer whose work may be done again without harm, and so needs no memory of what it took. An event that it cannot
 * take is kept aside as a dead letter; a passing fault is thrown, for the relay to try again.
 */
export class RepeatableConsumer implements EventConsumer {
  readonly name: string;
  readonly types: readonly string[];

  constructor(private readonly options: RepeatableConsumerOptions) {
    this.name = options.name;
    this.types = options.types;
  }

  async consume(events: readonly OutgoingEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await this.options.apply(event);
      } catch (error) {
        if (isPassingFault(error)) throw error;
        await setAside(this.options, event, error);
      }
    }
  }
}
