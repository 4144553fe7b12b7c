import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contact is in the queue from his first decision until it was told that it is final. The worker looks over all
 * workspaces, so no policy hides rows from its role; the API role, which decides too, sees its own workspace.
 */
const queue = `
  CREATE TABLE attribution.awaited_finality (
    workspace_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    final_at timestamptz NOT NULL,
    CONSTRAINT awaited_finality_one_per_contact PRIMARY KEY (contact_id)
  );
  CREATE INDEX awaited_finality_by_time ON attribution.awaited_finality (final_at, contact_id);
  ALTER TABLE attribution.awaited_finality ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attribution.awaited_finality FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON attribution.awaited_finality TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY queue ON attribution.awaited_finality TO whence_worker USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE (final_at) ON attribution.awaited_finality TO whence_api;
  GRANT SELECT, INSERT, UPDATE (final_at), DELETE ON attribution.awaited_finality TO whence_worker;
`;

/**
 * Once for each statement, and by a trigger: a process of the version before may still decide while this is rolled out,
 * and whom it left out would never be told of. A contact that left the queue never comes back, so nothing is told twice.
 */
const eachDecision = `
  CREATE FUNCTION attribution.await_finality() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO attribution.awaited_finality (workspace_id, contact_id, final_at)
      SELECT workspace_id, contact_id, final_at FROM decided WHERE version = 1;
    UPDATE attribution.awaited_finality AS awaited SET final_at = decided.final_at
      FROM decided WHERE awaited.contact_id = decided.contact_id AND decided.version > 1;
    RETURN NULL;
  END $$;
  CREATE TRIGGER decision_awaits_finality AFTER INSERT ON attribution.decision
    REFERENCING NEW TABLE AS decided FOR EACH STATEMENT EXECUTE FUNCTION attribution.await_finality();
`;

// The owner of tables with forced policies sees none of their rows, so they are not forced while the queue is filled.
const whatStands = `
  ALTER TABLE attribution.decision NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE attribution.awaited_finality NO FORCE ROW LEVEL SECURITY;
  INSERT INTO attribution.awaited_finality (workspace_id, contact_id, final_at)
    SELECT workspace_id, contact_id, final_at FROM attribution.decision WHERE is_standing;
  ALTER TABLE attribution.awaited_finality FORCE ROW LEVEL SECURITY;
  ALTER TABLE attribution.decision FORCE ROW LEVEL SECURITY;
`;

/** Whose decisions are awaited to become final. */
export class AwaitFinality1764300000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(queue);
    await runner.query(eachDecision);
    await runner.query(whatStands);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
