import { type Database } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';
import type { OutgoingEvent } from './event.js';
import type { QueuedEvent, UnpublishedEvents } from './relay.js';

interface OutboxRow {
  readonly id: string;
  readonly event_id: string;
  readonly workspace_id: string;
  readonly type: string;
  readonly topic: string;
  readonly key: string;
  readonly source: string;
  readonly occurred_at: Date;
  readonly body: string;
}

/** The outbox table of one schema, as a relay sees it. */
export class PostgresOutbox implements UnpublishedEvents {
  constructor(
    private readonly database: Database,
    readonly name: string,
  ) {}

  async next(limit: number): Promise<readonly QueuedEvent[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<OutboxRow>(
        `SELECT id, event_id, workspace_id, type, topic, key, source, occurred_at, body
         FROM ${this.name}.outbox WHERE published_at IS NULL ORDER BY id LIMIT $1`,
        [limit],
      ),
    );
    return rows.map((row) => ({ queueId: row.id, event: toEvent(row) }));
  }

  /** What a published event said is erased: its receivers have it, and here it would stand in clear for good. */
  async markPublished(queueIds: readonly string[]): Promise<void> {
    await this.database.inTransaction(workerScope(), (tx) =>
      tx.query(`UPDATE ${this.name}.outbox SET published_at = now(), body = '' WHERE id = ANY($1::bigint[])`, [
        queueIds,
      ]),
    );
  }

  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM ${this.name}.outbox WHERE published_at IS NULL AND workspace_id = $1`,
        [workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}

const toEvent = (row: OutboxRow): OutgoingEvent => ({
  id: row.event_id,
  type: row.type,
  topic: row.topic,
  key: row.key,
  source: row.source,
  workspaceId: row.workspace_id,
  occurredAt: row.occurred_at,
  body: JSON.parse(row.body) as OutgoingEvent['body'],
});
