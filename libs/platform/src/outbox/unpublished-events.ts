import type { Database, Transaction } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';
import type { PublishableEvent } from './event.js';
import type { UnpublishableEvent } from './publisher.js';
import type { LeasePlace } from './relay-lease.js';

/** A queue of events that were committed and not yet published. */
export interface UnpublishedEvents extends LeasePlace {
  readonly database: Database;
  /** Schema that holds `relayTablesSql`. */
  readonly schema: string;
  /** Name for logs and metrics, such as `attribution`; unique in the system. */
  readonly name: string;
  /** The oldest unpublished events, in the order they were written. */
  next(limit: number): Promise<readonly QueuedEvent[]>;
  /** Takes events out of the queue that were published or kept aside. */
  remove(tx: Transaction, queueIds: readonly string[]): Promise<void>;
  /** How many wait, of one workspace. */
  waiting(workspaceId: string): Promise<number>;
}

export interface QueuedEvent {
  /** The row's place in its queue, not the event's id. */
  readonly queueId: string;
  readonly event: PublishableEvent;
}

/** Keeps events aside that can never be published, so that they do not hold up those behind them. */
export const keepUnpublishable = async (
  tx: Transaction,
  { schema, name }: LeasePlace,
  unpublishable: readonly UnpublishableEvent[],
): Promise<void> => {
  for (const { event, cause } of unpublishable) {
    await tx.query(
      `INSERT INTO ${schema}.unpublishable_event
         (queue, event_id, workspace_id, type, topic, key, source, occurred_at, body, cause)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        name,
        event.id,
        event.workspaceId,
        event.type,
        event.topic,
        event.key,
        event.source,
        event.occurredAt,
        event.bodyText ?? JSON.stringify(event.body),
        cause,
      ],
    );
  }
};

/** How many events of a workspace were kept aside because they can never be published. */
export const countUnpublishable = async (
  { database, schema, name }: LeasePlace,
  workspaceId: string,
): Promise<number> => {
  const [row] = await database.inTransaction(workerScope(), (tx) =>
    tx.query<{ kept: string }>(
      `SELECT count(*) AS kept FROM ${schema}.unpublishable_event WHERE queue = $1 AND workspace_id = $2`,
      [name, workspaceId],
    ),
  );
  return Number(row?.kept ?? 0);
};
