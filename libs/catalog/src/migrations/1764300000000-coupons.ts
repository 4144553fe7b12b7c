import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const coupons = `
  CREATE TABLE catalog.coupon (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    code text NOT NULL,
    code_fingerprint text NOT NULL,
    partner_id text NOT NULL,
    program_id text NOT NULL,
    active_from timestamptz NOT NULL,
    expires_at timestamptz,
    status text NOT NULL,
    disabled_at timestamptz,
    CONSTRAINT coupon_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT coupon_program_exists FOREIGN KEY (workspace_id, program_id)
      REFERENCES catalog.program (workspace_id, id),
    CONSTRAINT coupon_partner_exists FOREIGN KEY (workspace_id, partner_id)
      REFERENCES catalog.partner (workspace_id, id),
    CONSTRAINT coupon_partner_is_enrolled FOREIGN KEY (workspace_id, partner_id, program_id)
      REFERENCES catalog.enrollment (workspace_id, partner_id, program_id),
    CONSTRAINT coupon_expires_after_start CHECK (expires_at > active_from),
    CONSTRAINT coupon_disabled_where_off CHECK ((status = 'active') = (disabled_at IS NULL)),
    CONSTRAINT coupon_status_known CHECK (status IN ('active', 'disabled'))
  );
  CREATE UNIQUE INDEX coupon_code_unique ON catalog.coupon (workspace_id, lower(code));
  CREATE INDEX coupon_by_fingerprint ON catalog.coupon (workspace_id, code_fingerprint);
  GRANT SELECT, INSERT, UPDATE (active_from, expires_at, status, disabled_at, revision, updated_at)
    ON catalog.coupon TO whence_api;
  GRANT SELECT ON catalog.coupon TO whence_worker;`;

/** Codes that partners hand out. One that differs from another by case only would be told apart by luck. */
export class Coupons1764300000000 implements MigrationInterface {
  readonly name = 'Coupons1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(coupons);
    await runner.query(tenantPolicySql('catalog.coupon'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
