import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the last comparison of each channel account's subscription found, one row for each connection that feeds it. */
export class SubscriptionReports1764300000700 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(subscriptionReportSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

const subscriptionReportSql = `
  CREATE TABLE intake.subscription_report (
    workspace_id text NOT NULL,
    channel_account_id text NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    checked_at timestamptz NOT NULL,
    outcome text NOT NULL,
    missing text[] NOT NULL,
    cause text,
    CONSTRAINT subscription_report_pk PRIMARY KEY (workspace_id, channel_account_id, connection_id),
    CONSTRAINT subscription_report_outcome_known CHECK (outcome IN ('as-expected', 'differs', 'unreachable')),
    CONSTRAINT subscription_report_difference_named CHECK ((outcome = 'differs') = (missing <> '{}')),
    CONSTRAINT subscription_report_connection_fk FOREIGN KEY (connection_id) REFERENCES intake.connection (id)
  );
  GRANT SELECT, INSERT ON intake.subscription_report TO whence_worker;
  GRANT UPDATE (provider, checked_at, outcome, missing, cause) ON intake.subscription_report TO whence_worker;
`;
