import { consumerTablesSql } from '@whence/platform/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No policies: every table is the worker role's alone, by column, and every statement names the workspace it means. */
export class InitialIntake1763900100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(connectionSql);
    await queryRunner.query(inboxSql);
    await queryRunner.query(quarantineSql);
    await queryRunner.query(deliveryCountSql);
    await queryRunner.query(consumerTablesSql('intake'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

const connectionSql = `
  CREATE TABLE intake.connection (
    id text NOT NULL,
    workspace_id text NOT NULL,
    provider text NOT NULL,
    name text NOT NULL,
    secrets bytea NOT NULL,
    verify_token bytea,
    api_key bytea,
    created_at timestamptz NOT NULL,
    CONSTRAINT connection_pk PRIMARY KEY (id),
    CONSTRAINT connection_provider_known CHECK (provider IN ('zernio', 'meta-graph', 'whatsapp-cloud'))
  );
  CREATE INDEX connection_of_workspace ON intake.connection (workspace_id, id);
  GRANT SELECT ON intake.connection TO whence_worker;
  GRANT INSERT (id, workspace_id, provider, name, secrets, verify_token, api_key, created_at)
    ON intake.connection TO whence_worker;
`;

// No foreign key to the connection: its check would lock one row for every delivery, and connections are never deleted.
// A claim is a push of next_attempt_at into the future and a step of claims: a claimer that dies lets the row fall due
// again by itself, and one that comes back late finds that its claim is no longer the last.
const inboxSql = `
  CREATE TABLE intake.inbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    workspace_id text NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    body bytea,
    headers jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0,
    claims integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    CONSTRAINT inbox_pk PRIMARY KEY (id),
    CONSTRAINT inbox_state_known CHECK (state IN ('pending', 'done', 'quarantined')),
    CONSTRAINT inbox_pending_has_body CHECK (state <> 'pending' OR body IS NOT NULL)
  );
  CREATE INDEX inbox_due ON intake.inbox (provider, next_attempt_at, id) WHERE state = 'pending';
  CREATE INDEX inbox_with_body ON intake.inbox (provider, received_at) WHERE body IS NOT NULL;
  GRANT SELECT ON intake.inbox TO whence_worker;
  GRANT INSERT (workspace_id, connection_id, provider, body, headers, received_at, state, done_at)
    ON intake.inbox TO whence_worker;
  GRANT UPDATE (body, headers, state, attempts, claims, next_attempt_at, done_at) ON intake.inbox TO whence_worker;
`;

const quarantineSql = `
  CREATE TABLE intake.quarantine (
    id bigint GENERATED ALWAYS AS IDENTITY,
    inbox_id bigint NOT NULL,
    workspace_id text NOT NULL,
    path text NOT NULL,
    reason text NOT NULL,
    account_reference text,
    cause text,
    created_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    resolution text,
    CONSTRAINT quarantine_pk PRIMARY KEY (id),
    CONSTRAINT quarantine_once UNIQUE (inbox_id, path, reason),
    CONSTRAINT quarantine_inbox_fk FOREIGN KEY (inbox_id) REFERENCES intake.inbox (id),
    CONSTRAINT quarantine_resolution_known CHECK (resolution IN ('worked-again', 'erased')),
    CONSTRAINT quarantine_resolution_dated CHECK ((resolution IS NULL) = (resolved_at IS NULL))
  );
  CREATE INDEX quarantine_open ON intake.quarantine (workspace_id, account_reference) WHERE resolved_at IS NULL;
  GRANT SELECT ON intake.quarantine TO whence_worker;
  GRANT INSERT (inbox_id, workspace_id, path, reason, account_reference, cause) ON intake.quarantine TO whence_worker;
  GRANT UPDATE (account_reference, cause, resolved_at, resolution) ON intake.quarantine TO whence_worker;
`;

const deliveryCountSql = `
  CREATE TABLE intake.delivery_count (
    connection_id text NOT NULL,
    name text NOT NULL,
    workspace_id text NOT NULL,
    count bigint NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT delivery_count_pk PRIMARY KEY (connection_id, name)
  );
  GRANT SELECT, INSERT ON intake.delivery_count TO whence_worker;
  GRANT UPDATE (count, counted_at) ON intake.delivery_count TO whence_worker;
`;
