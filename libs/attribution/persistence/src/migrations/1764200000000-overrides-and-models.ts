import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const overrides = `
  CREATE TABLE attribution.override (
    workspace_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    override jsonb NOT NULL,
    CONSTRAINT override_one_per_contact PRIMARY KEY (contact_id)
  );
  GRANT SELECT, INSERT, UPDATE (override), DELETE ON attribution.override TO whence_api, whence_worker;
  ALTER TABLE attribution.decision ADD COLUMN overridden jsonb;
`;

// What was reported before this is known by when its row was made.
const conversions = `
  ALTER TABLE attribution.conversion ADD COLUMN received_at timestamptz;
  UPDATE attribution.conversion SET received_at = created_at;
  ALTER TABLE attribution.conversion ALTER COLUMN received_at SET NOT NULL;
  CREATE INDEX conversion_not_final ON attribution.conversion (contact_id, final_at);
`;

/** A person's answer in place of the evidence; and when a conversion was first heard of, for it may be decided by itself. */
export class OverridesAndModels1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(overrides);
    await runner.query(tenantPolicySql('attribution.override'));
    await runner.query(conversions);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
