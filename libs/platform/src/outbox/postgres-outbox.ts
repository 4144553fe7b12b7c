import type { Database, Transaction } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';
import { eventOfRow, type EventRow } from './event-row.js';
import type { QueuedEvent, UnpublishedEvents } from './unpublished-events.js';

interface OutboxRow extends EventRow {
  readonly id: string;
}

/**
 * The outbox table of one schema, as a relay sees it. A queue, not a cursor: reading on behind the last id would lose
 * every row whose transaction commits after that of a newer one. What is published is deleted: its receivers have it,
 * and it may name a person.
 */
export class PostgresOutbox implements UnpublishedEvents {
  readonly name: string;

  constructor(
    readonly database: Database,
    readonly schema: string,
  ) {
    this.name = schema;
  }

  async next(limit: number): Promise<readonly QueuedEvent[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<OutboxRow>(
        `SELECT id, event_id, workspace_id, type, topic, key, source, occurred_at, body
         FROM ${this.schema}.outbox ORDER BY id LIMIT $1`,
        [limit],
      ),
    );
    return rows.map((row) => ({ queueId: row.id, event: eventOfRow(row) }));
  }

  async remove(tx: Transaction, queueIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM ${this.schema}.outbox WHERE id = ANY($1::bigint[])`, [queueIds]);
  }

  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ waiting: string }>(`SELECT count(*) AS waiting FROM ${this.schema}.outbox WHERE workspace_id = $1`, [
        workspaceId,
      ]),
    );
    return Number(row?.waiting ?? 0);
  }
}
