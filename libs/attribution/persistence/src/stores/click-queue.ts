import type { ClickRecordedV1 } from '@whence/contracts-events';
import type { QueuedEvent, UnpublishedEvents } from '@whence/platform/outbox';
import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';

interface ClickRecord {
  readonly sequence: string;
  readonly event_id: string;
  readonly workspace_id: string;
  readonly id: string;
  readonly link_id: string;
  readonly clicked_at: Date;
  readonly visitor: 'person' | 'robot';
  readonly robot_reason: string | null;
  readonly client_class: string;
  readonly visitor_id: string;
}

/** The click table as a queue of `click.recorded` events: a click is written once and published from where it stands. */
export class ClickQueue implements UnpublishedEvents {
  readonly name = 'clicks';
  readonly schema = 'attribution';

  constructor(readonly database: Database) {}

  async next(limit: number): Promise<readonly QueuedEvent[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<ClickRecord>(
        `SELECT sequence, event_id, workspace_id, id, link_id, clicked_at, visitor, robot_reason, client_class, visitor_id
         FROM attribution.click WHERE published_at IS NULL ORDER BY sequence LIMIT $1`,
        [limit],
      ),
    );
    return rows.map((row) => ({ queueId: row.sequence, event: toEvent(row) }));
  }

  async remove(tx: Transaction, queueIds: readonly string[]): Promise<void> {
    await tx.query(
      'UPDATE attribution.click SET published_at = now() WHERE published_at IS NULL AND sequence = ANY($1::bigint[])',
      [queueIds],
    );
  }

  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ waiting: string }>(
        'SELECT count(*) AS waiting FROM attribution.click WHERE published_at IS NULL AND workspace_id = $1',
        [workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}

const toEvent = (row: ClickRecord): QueuedEvent['event'] => ({
  id: row.event_id,
  type: 'whence.click.recorded.v1',
  topic: 'whence.clicks.v1',
  key: row.link_id,
  source: '/whence/redirect',
  workspaceId: row.workspace_id,
  occurredAt: row.clicked_at,
  body: toBody(row),
});

const toBody = (row: ClickRecord): ClickRecordedV1 => ({
  workspaceId: row.workspace_id,
  clickId: row.id,
  linkId: row.link_id,
  occurredAt: row.clicked_at.toISOString(),
  visitor: { kind: row.visitor, ...(row.robot_reason === null ? {} : { reason: row.robot_reason }) },
  clientClass: row.client_class,
  visitorId: row.visitor_id,
});
