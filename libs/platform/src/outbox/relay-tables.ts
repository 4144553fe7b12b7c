/** What a schema with a queue of unpublished events needs beside it: whose turn it is, and what can never be published. */
export const relayTablesSql = (schema: string): string => `
  CREATE TABLE ${schema}.relay_lease (
    queue text NOT NULL,
    holder text NOT NULL,
    epoch bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT relay_lease_pk PRIMARY KEY (queue)
  );
  CREATE TABLE ${schema}.unpublishable_event (
    queue text NOT NULL,
    event_id text NOT NULL,
    workspace_id text NOT NULL,
    type text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    source text NOT NULL,
    occurred_at timestamptz NOT NULL,
    body text NOT NULL,
    cause text NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT unpublishable_event_pk PRIMARY KEY (queue, event_id)
  );
  GRANT SELECT, INSERT, UPDATE ON ${schema}.relay_lease TO whence_worker;
  GRANT SELECT, INSERT ON ${schema}.unpublishable_event TO whence_worker;
`;

/**
 * Turns an outbox of `outboxTableSql` into a queue that keeps nothing: what is published is deleted. (Marking rows as
 * published took four times as long: each mark wrote the row anew, and its index entries.)
 */
export const emptyingOutboxSql = (schema: string): string => `
  DELETE FROM ${schema}.outbox WHERE published_at IS NOT NULL;
  ALTER TABLE ${schema}.outbox DROP COLUMN published_at;
  REVOKE UPDATE (body) ON ${schema}.outbox FROM whence_worker;
  GRANT DELETE ON ${schema}.outbox TO whence_worker;
`;

/** Makes the dead letters of `consumerTablesSql` a queue too: the relay publishes each one, and the row stays. */
export const publishedDeadLettersSql = (schema: string): string => `
  ALTER TABLE ${schema}.dead_letter
    ADD COLUMN sequence bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN topic text,
    ADD COLUMN key text,
    ADD COLUMN source text,
    ADD COLUMN occurred_at timestamptz,
    ADD COLUMN published_at timestamptz;
  CREATE INDEX dead_letter_unpublished ON ${schema}.dead_letter (sequence)
    WHERE published_at IS NULL AND topic IS NOT NULL;
  GRANT UPDATE (published_at) ON ${schema}.dead_letter TO whence_worker;
`;
