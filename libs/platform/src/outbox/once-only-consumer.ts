import { type Database, type Transaction } from '../postgres/database.js';
import { isPassingFault } from '../postgres/passing-fault.js';
import { workerScope } from '../postgres/scope.js';
import type { OutgoingEvent } from './event.js';
import { setAside, type DeadLetterPlace } from './dead-letters.js';
import type { ConsumerCounts, EventConsumer } from './publisher.js';

export interface OnceOnlyConsumerOptions {
  readonly name: string;
  readonly types: readonly string[];
  readonly database: Database;
  /** Schema that holds `consumerTablesSql`. */
  readonly schema: string;
  /** Projects one event inside the transaction that also marks it as taken. Throwing means it cannot be taken. */
  readonly apply: (tx: Transaction, event: OutgoingEvent) => Promise<void>;
}

/**
 * A consumer whose effect happens once: the event ids and what was made of them commit together. A failing batch is
 * taken one event at a time; an event that fails alone is kept aside as a dead letter; a passing fault is thrown, for
 * the relay to try again.
 */
export class OnceOnlyConsumer implements EventConsumer {
  readonly name: string;
  readonly types: readonly string[];
  readonly deadLetters: DeadLetterPlace;
  private repeats = 0;
  private keptAside = 0;

  constructor(private readonly options: OnceOnlyConsumerOptions) {
    this.name = options.name;
    this.types = options.types;
    this.deadLetters = options;
  }

  get counts(): ConsumerCounts {
    return { repeats: this.repeats, keptAside: this.keptAside };
  }

  async consume(events: readonly OutgoingEvent[]): Promise<void> {
    try {
      await this.consumeTogether(events);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      const [event, ...more] = events;
      if (event !== undefined && more.length === 0) return this.keepAside(event, error);
      for (const one of events) await this.consume([one]);
    }
  }

  private async consumeTogether(events: readonly OutgoingEvent[]): Promise<void> {
    const { database, schema, apply } = this.options;
    const scope = workerScope(...events.map((event) => event.workspaceId));
    const taken = await database.inTransaction(scope, async (tx) => {
      const fresh = await tx.query<{ event_id: string }>(
        `INSERT INTO ${schema}.consumed_event (consumer, event_id) SELECT $1, unnest($2::text[])
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [this.name, events.map((event) => event.id)],
      );
      const freshIds = new Set(fresh.map((row) => row.event_id));
      const { size } = freshIds;
      for (const event of events) {
        if (freshIds.delete(event.id)) await apply(tx, event);
      }
      return size;
    });
    this.repeats += events.length - taken;
  }

  private async keepAside(event: OutgoingEvent, error: unknown): Promise<void> {
    await setAside(this.options, event, error);
    this.keptAside += 1;
  }
}
