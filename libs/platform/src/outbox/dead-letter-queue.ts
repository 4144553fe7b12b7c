import type { Database, Transaction } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';
import type { DeadLetterPlace } from './dead-letters.js';
import { eventOfRow, type EventRow } from './event-row.js';
import type { QueuedEvent, UnpublishedEvents } from './unpublished-events.js';

interface DeadLetterRow extends EventRow {
  readonly sequence: string;
  readonly consumer: string;
  readonly cause: string;
  readonly failed_at: Date;
}

/**
 * The dead letters of one schema as a queue of its own: each is published once with its cause, and its row stays, for
 * people to look at and to count. Rows without a topic are older than the queue and are never published.
 */
export class DeadLetterQueue implements UnpublishedEvents {
  readonly name: string;
  readonly database: Database;
  readonly schema: string;

  constructor({ database, schema }: DeadLetterPlace) {
    this.name = `${schema} dead letters`;
    this.database = database;
    this.schema = schema;
  }

  async next(limit: number): Promise<readonly QueuedEvent[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<DeadLetterRow>(
        `SELECT sequence, consumer, event_id, workspace_id, type, topic, key, source, occurred_at, body, cause, failed_at
         FROM ${this.schema}.dead_letter WHERE published_at IS NULL AND topic IS NOT NULL ORDER BY sequence LIMIT $1`,
        [limit],
      ),
    );
    return rows.map((row) => ({ queueId: row.sequence, event: toEvent(row) }));
  }

  async remove(tx: Transaction, queueIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE ${this.schema}.dead_letter SET published_at = now()
       WHERE published_at IS NULL AND sequence = ANY($1::bigint[])`,
      [queueIds],
    );
  }

  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM ${this.schema}.dead_letter
         WHERE published_at IS NULL AND topic IS NOT NULL AND workspace_id = $1`,
        [workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}

const toEvent = (row: DeadLetterRow): QueuedEvent['event'] =>
  eventOfRow(row, { deadLetter: { consumer: row.consumer, cause: row.cause, failedAt: row.failed_at } });
