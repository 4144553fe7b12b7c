import { isPassingFault } from '../postgres/passing-fault.js';
import { setAside, type DeadLetterPlace } from './dead-letters.js';
import type { OutgoingEvent } from './event.js';
import type { ConsumerCounts, EventConsumer } from './publisher.js';

export interface RepeatableConsumerOptions extends DeadLetterPlace {
  readonly name: string;
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
  readonly deadLetters: DeadLetterPlace;
  private keptAside = 0;

  constructor(private readonly options: RepeatableConsumerOptions) {
    this.name = options.name;
    this.types = options.types;
    this.deadLetters = options;
  }

  /** It does not know what it took before. */
  get counts(): ConsumerCounts {
    return { repeats: 0, keptAside: this.keptAside };
  }

  async consume(events: readonly OutgoingEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await this.options.apply(event);
      } catch (error) {
        if (isPassingFault(error)) throw error;
        await setAside(this.options, event, error);
        this.keptAside += 1;
      }
    }
  }
}
