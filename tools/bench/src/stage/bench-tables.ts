/**
 * The plain sides' tables. `click` and `inbox` are the product's, column by column and index by index. The four of the
 * textbook worker hold what it needs and no more.
 */
export const benchTablesSql = `
  CREATE SCHEMA bench;
  CREATE SCHEMA kept;
  CREATE TABLE bench.click (LIKE attribution.click INCLUDING ALL);
  CREATE TABLE bench.inbox (LIKE intake.inbox INCLUDING ALL);
  CREATE TABLE bench.inbox_json (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id text NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    body jsonb NOT NULL,
    received_at timestamptz NOT NULL
  );
  CREATE TABLE bench.contact (
    id text PRIMARY KEY,
    workspace_id text NOT NULL,
    first_seen_at timestamptz NOT NULL
  );
  CREATE TABLE bench.touchpoint (
    id text PRIMARY KEY,
    contact_id text NOT NULL REFERENCES bench.contact (id),
    ref text NOT NULL,
    evidence jsonb NOT NULL,
    received_at timestamptz NOT NULL
  );
  CREATE INDEX touchpoint_of_contact ON bench.touchpoint (contact_id);
  CREATE TABLE bench.decision (
    contact_id text PRIMARY KEY REFERENCES bench.contact (id),
    status text NOT NULL,
    credits jsonb NOT NULL,
    decided_at timestamptz NOT NULL
  );
  CREATE TABLE bench.outbox (
    id text PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    body text NOT NULL,
    published_at timestamptz
  );
  CREATE TABLE bench.queue (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id text NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    source text NOT NULL,
    occurred_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    published_at timestamptz
  );
  CREATE INDEX queue_unpublished ON bench.queue (id) WHERE published_at IS NULL;
`;
