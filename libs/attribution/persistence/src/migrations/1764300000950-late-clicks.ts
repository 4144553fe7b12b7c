import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clicks that were kept when somebody may have been decided about without them: a queue of the worker's (adr/0037). */
export class LateClicks1764300000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lateClickSql);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const lateClickSql = `
  CREATE TABLE attribution.late_click (
    click_id text NOT NULL,
    workspace_id text NOT NULL,
    CONSTRAINT late_click_pk PRIMARY KEY (click_id)
  );
  GRANT SELECT, INSERT, DELETE ON attribution.late_click TO whence_worker;
`;
