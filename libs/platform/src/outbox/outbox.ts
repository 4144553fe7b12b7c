import type { Transaction } from '../postgres/database.js';
import type { OutgoingEvent } from './event.js';

/**
 * The table of one context's outbox. It has no policy: the API role may only append to it, relays read and mark it.
 * A queue, not a cursor: unpublished rows in id order (a bare `id > last` loses rows that commit late).
 */
export const outboxTableSql = (schema: string): string => `
  CREATE TABLE ${schema}.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id text NOT NULL,
    workspace_id text NOT NULL,
    type text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    source text NOT NULL,
    occurred_at timestamptz NOT NULL,
    body text NOT NULL,
    published_at timestamptz,
    CONSTRAINT outbox_event_id_unique UNIQUE (event_id)
  );
  CREATE INDEX outbox_unpublished ON ${schema}.outbox (id) WHERE published_at IS NULL;
  GRANT INSERT (event_id, workspace_id, type, topic, key, source, occurred_at, body) ON ${schema}.outbox TO whence_api, whence_worker;
  GRANT SELECT ON ${schema}.outbox TO whence_worker;
  GRANT UPDATE (published_at, body) ON ${schema}.outbox TO whence_worker;
`;

/** Appends events inside the transaction that changes the state they tell of. */
export const addToOutbox = async (tx: Transaction, schema: string, events: readonly OutgoingEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `INSERT INTO ${schema}.outbox (event_id, workspace_id, type, topic, key, source, occurred_at, body)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[])`,
    [
      events.map((event) => event.id),
      events.map((event) => event.workspaceId),
      events.map((event) => event.type),
      events.map((event) => event.topic),
      events.map((event) => event.key),
      events.map((event) => event.source),
      events.map((event) => event.occurredAt.toISOString()),
      events.map((event) => JSON.stringify(event.body)),
    ],
  );
};
