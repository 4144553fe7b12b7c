import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which workspaces may have parked conversions: work that no request begins has to name the workspaces it looks into. A
 * trigger keeps it, because a process of the version before may still report conversions while this is rolled out.
 */
const workspaces = `
  CREATE TABLE attribution.parking_workspace (
    workspace_id text NOT NULL,
    CONSTRAINT parking_workspace_once PRIMARY KEY (workspace_id)
  );
  ALTER TABLE attribution.parking_workspace ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attribution.parking_workspace FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON attribution.parking_workspace TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY queue ON attribution.parking_workspace TO whence_worker USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON attribution.parking_workspace TO whence_api, whence_worker;

  CREATE FUNCTION attribution.keep_parking_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO attribution.parking_workspace (workspace_id)
      SELECT DISTINCT workspace_id FROM reported WHERE status = 'parked' ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE TRIGGER conversion_keeps_workspace AFTER INSERT ON attribution.conversion
    REFERENCING NEW TABLE AS reported FOR EACH STATEMENT EXECUTE FUNCTION attribution.keep_parking_workspace();
`;

// The owner of tables with forced policies sees none of their rows, so they are not forced while workspaces are gathered.
const whatIsParked = `
  ALTER TABLE attribution.conversion NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE attribution.parking_workspace NO FORCE ROW LEVEL SECURITY;
  INSERT INTO attribution.parking_workspace (workspace_id)
    SELECT DISTINCT workspace_id FROM attribution.conversion WHERE status = 'parked';
  ALTER TABLE attribution.parking_workspace FORCE ROW LEVEL SECURITY;
  ALTER TABLE attribution.conversion FORCE ROW LEVEL SECURITY;

  DROP INDEX attribution.conversion_parked;
  CREATE INDEX conversion_parked ON attribution.conversion (workspace_id, received_at, id) WHERE status = 'parked';
`;

/** Conversions whose contact is waited for in vain can be found by the clock. */
export class ConversionsStopWaiting1764300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(workspaces);
    await runner.query(whatIsParked);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
