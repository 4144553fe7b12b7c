import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people wrote, sealed, for programs that want it kept. */
const texts = `
  CREATE TABLE attribution.message_text (
    workspace_id text NOT NULL,
    signal_key text NOT NULL,
    conversation_id text NOT NULL REFERENCES attribution.conversation (id),
    sealed bytea NOT NULL,
    is_platforms boolean NOT NULL,
    kept_until timestamptz NOT NULL,
    CONSTRAINT message_text_once PRIMARY KEY (workspace_id, signal_key)
  );
  CREATE INDEX message_text_outdated ON attribution.message_text (workspace_id, kept_until);
  CREATE INDEX message_text_of_conversation ON attribution.message_text (conversation_id);
  ${tenantPolicySql('attribution.message_text')}
  GRANT SELECT, INSERT, DELETE ON attribution.message_text TO whence_api, whence_worker;
  GRANT UPDATE (sealed, is_platforms, kept_until) ON attribution.message_text TO whence_api, whence_worker;
`;

// Which workspaces may have texts: work that no request begins has to name the workspaces it looks into.
const workspaces = `
  CREATE TABLE attribution.text_keeping_workspace (
    workspace_id text NOT NULL,
    CONSTRAINT text_keeping_workspace_once PRIMARY KEY (workspace_id)
  );
  ALTER TABLE attribution.text_keeping_workspace ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attribution.text_keeping_workspace FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON attribution.text_keeping_workspace TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY queue ON attribution.text_keeping_workspace TO whence_worker USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON attribution.text_keeping_workspace TO whence_api, whence_worker;
`;

/** The text of a message can be kept for a while. */
export class MessageTexts1764300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(texts);
    await runner.query(workspaces);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
