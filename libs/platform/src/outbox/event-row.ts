import { publishable, type PublishableEvent } from './event.js';

/** The columns in which every table that holds events keeps one. */
export interface EventRow {
  readonly event_id: string;
  readonly workspace_id: string;
  readonly type: string;
  readonly topic: string;
  readonly key: string;
  readonly source: string;
  readonly occurred_at: Date;
  readonly body: string;
}

/** The event of a row; what is told of it as a dead letter stands in columns of its own. */
export const eventOfRow = (row: EventRow, told: Pick<PublishableEvent, 'deadLetter'> = {}): PublishableEvent =>
  publishable({
    id: row.event_id,
    type: row.type,
    topic: row.topic,
    key: row.key,
    source: row.source,
    workspaceId: row.workspace_id,
    occurredAt: row.occurred_at,
    bodyText: row.body,
    ...told,
  });
