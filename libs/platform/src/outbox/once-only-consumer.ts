import { cleanText } from '../json/clean-text.js';
import { type Database, type Transaction } from '../postgres/database.js';
import { isPassingFault } from '../postgres/passing-fault.js';
import { workerScope } from '../postgres/scope.js';
import type { OutgoingEvent } from './event.js';
import type { EventConsumer } from './publisher.js';

/** The tables a consuming schema needs: which events it has taken, and which it could not take and why. */
export const consumerTablesSql = (schema: string): string => `
  CREATE TABLE ${schema}.consumed_event (
    consumer text NOT NULL,
    event_id text NOT NULL,
    consumed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
  );
  CREATE TABLE ${schema}.dead_letter (
    consumer text NOT NULL,
    event_id text NOT NULL,
    workspace_id text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    cause text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
  );
  GRANT SELECT, INSERT ON ${schema}.consumed_event, ${schema}.dead_letter TO whence_worker;
`;

const causeCharactersMax = 2_000;

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

  constructor(private readonly options: OnceOnlyConsumerOptions) {
    this.name = options.name;
    this.types = options.types;
  }

  async consume(events: readonly OutgoingEvent[]): Promise<void> {
    try {
      await this.consumeTogether(events);
    } catch (error) {
      if (isPassingFault(error)) throw error;
      if (events.length === 1) return this.setAside(events[0] as OutgoingEvent, error);
      for (const event of events) await this.consume([event]);
    }
  }

  private async consumeTogether(events: readonly OutgoingEvent[]): Promise<void> {
    const { database, schema, apply } = this.options;
    const scope = workerScope(...events.map((event) => event.workspaceId));
    await database.inTransaction(scope, async (tx) => {
      const fresh = await tx.query<{ event_id: string }>(
        `INSERT INTO ${schema}.consumed_event (consumer, event_id) SELECT $1, unnest($2::text[])
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [this.name, events.map((event) => event.id)],
      );
      const freshIds = new Set(fresh.map((row) => row.event_id));
      for (const event of events) {
        if (freshIds.delete(event.id)) await apply(tx, event);
      }
    });
  }

  private async setAside(event: OutgoingEvent, error: unknown): Promise<void> {
    const { database, schema } = this.options;
    const cause = cleanText(error instanceof Error ? error.message : String(error)).slice(0, causeCharactersMax);
    await database.inTransaction(workerScope(event.workspaceId), async (tx) => {
      await tx.query(
        `INSERT INTO ${schema}.dead_letter (consumer, event_id, workspace_id, type, body, cause)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [this.name, event.id, event.workspaceId, event.type, JSON.stringify(event.body), cause],
      );
      await tx.query(
        `INSERT INTO ${schema}.consumed_event (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        [this.name, event.id],
      );
    });
  }
}
