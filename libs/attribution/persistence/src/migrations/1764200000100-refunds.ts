import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const refunds = `
  CREATE TABLE attribution.refund (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    external_id text NOT NULL,
    fingerprint text NOT NULL,
    conversion_id text NOT NULL REFERENCES attribution.conversion (id),
    amount_minor bigint,
    refunded_to_date_minor bigint,
    currency text,
    occurred_at timestamptz NOT NULL,
    CONSTRAINT refund_external_id_unique UNIQUE (workspace_id, external_id),
    CONSTRAINT refund_amounts_together
      CHECK (num_nulls(amount_minor, refunded_to_date_minor, currency) IN (0, 3) AND amount_minor > 0)
  );
  CREATE UNIQUE INDEX refund_of_conversion ON attribution.refund (conversion_id, refunded_to_date_minor) NULLS NOT DISTINCT;
  GRANT SELECT, INSERT ON attribution.refund TO whence_api, whence_worker;
`;

/** What customers got back. Two refunds of one conversion never end at the same stretch of its amount. */
export class Refunds1764200000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refunds);
    await runner.query(tenantPolicySql('attribution.refund'));
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
