import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const refunds = `
  CREATE TABLE analytics.refund (
    workspace_id text NOT NULL,
    refund_id text NOT NULL,
    conversion_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    amount_minor bigint NOT NULL,
    to_date_minor bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT refund_pkey PRIMARY KEY (workspace_id, refund_id),
    CONSTRAINT refund_gives_back_a_stretch CHECK (amount_minor > 0 AND amount_minor <= to_date_minor)
  );
  CREATE INDEX refund_by_time ON analytics.refund (workspace_id, occurred_at);`;

/** What was given back of sales, so that revenue can be told without it. */
export class Refunds1764100000100 implements MigrationInterface {
  readonly name = 'Refunds1764100000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refunds);
    await runner.query(tenantPolicySql('analytics.refund'));
    await runner.query('GRANT SELECT ON analytics.refund TO whence_api');
    await runner.query('GRANT SELECT, INSERT ON analytics.refund TO whence_worker');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
