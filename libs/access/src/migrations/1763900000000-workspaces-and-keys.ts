import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InitialAccess1763900000000 implements MigrationInterface {
  name = 'InitialAccess1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(workspaces);
    await runner.query(apiKeys);
    await runner.query(idempotencyKeys);
    await runner.query(tenantPolicySql('access.idempotency_key'));
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

// Neither table has a policy: a key is looked up before its workspace is known. The API role cannot reach them.
const workspaces = `
  CREATE TABLE access.workspace (
    id text CONSTRAINT workspace_pk PRIMARY KEY,
    name text NOT NULL CONSTRAINT workspace_name_length CHECK (length(name) BETWEEN 1 AND 200),
    -- Set for workspaces that are made at start, such as 'default': made once, however many processes start.
    ensured_as text CONSTRAINT workspace_ensured_as_unique UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  GRANT SELECT, INSERT ON access.workspace TO whence_worker;
`;

const apiKeys = `
  CREATE TABLE access.api_key (
    id text CONSTRAINT api_key_pk PRIMARY KEY,
    workspace_id text NOT NULL CONSTRAINT api_key_workspace_fk REFERENCES access.workspace (id),
    name text NOT NULL CONSTRAINT api_key_name_length CHECK (length(name) BETWEEN 1 AND 200),
    key_sha256 bytea NOT NULL CONSTRAINT api_key_sha256_length CHECK (octet_length(key_sha256) = 32),
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT api_key_sha256_unique UNIQUE (key_sha256)
  );
  CREATE INDEX api_key_by_workspace ON access.api_key (workspace_id);
  GRANT SELECT, INSERT, UPDATE (revoked_at) ON access.api_key TO whence_worker;
`;

const idempotencyKeys = `
  CREATE TABLE access.idempotency_key (
    workspace_id text NOT NULL CONSTRAINT idempotency_key_workspace_fk REFERENCES access.workspace (id),
    route text NOT NULL,
    key text NOT NULL CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 255),
    request_sha256 text NOT NULL,
    -- Sealed; null while the first request is at work, which it may be until claimed_until.
    answer bytea,
    attempt_id text NOT NULL,
    claimed_until timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_pk PRIMARY KEY (workspace_id, route, key)
  );
  GRANT SELECT, INSERT, UPDATE, DELETE ON access.idempotency_key TO whence_api;
`;
