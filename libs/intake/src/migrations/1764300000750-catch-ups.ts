import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each account was caught up with through each connection, and when that is to be done again. */
export class CatchUps1764300000750 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(catchUpSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

// As in the inbox, a claim is a push of due_at into the future and a step of claims: one that comes back late finds that
// its claim is no longer the last. A sweep goes from the newest to the oldest, page by page, and is complete at its end only.
const catchUpSql = `
  CREATE TABLE intake.catch_up (
    workspace_id text NOT NULL,
    connection_id text NOT NULL,
    account_reference text NOT NULL,
    provider text NOT NULL,
    due_at timestamptz NOT NULL DEFAULT now(),
    claims integer NOT NULL DEFAULT 0,
    caught_up_to timestamptz,
    sweep_began_at timestamptz,
    sweep_since timestamptz,
    sweep_position text,
    sweep_has_gaps boolean NOT NULL DEFAULT false,
    CONSTRAINT catch_up_pk PRIMARY KEY (connection_id, account_reference),
    CONSTRAINT catch_up_connection_fk FOREIGN KEY (connection_id) REFERENCES intake.connection (id),
    CONSTRAINT catch_up_sweep_whole CHECK ((sweep_began_at IS NULL) = (sweep_since IS NULL)
      AND (sweep_position IS NULL OR sweep_began_at IS NOT NULL))
  );
  CREATE INDEX catch_up_due ON intake.catch_up (provider, due_at);
  GRANT SELECT ON intake.catch_up TO whence_worker;
  GRANT INSERT (workspace_id, connection_id, account_reference, provider) ON intake.catch_up TO whence_worker;
  GRANT UPDATE (due_at, claims, caught_up_to, sweep_began_at, sweep_since, sweep_position, sweep_has_gaps)
    ON intake.catch_up TO whence_worker;
`;
