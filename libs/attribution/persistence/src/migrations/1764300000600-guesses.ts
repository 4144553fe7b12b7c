import type { MigrationInterface, QueryRunner } from 'typeorm';

const guesses = `
  ALTER TABLE attribution.attribution_settings
    ADD COLUMN inference text NOT NULL DEFAULT 'off'
    CONSTRAINT attribution_settings_inference_known CHECK (inference IN ('off', 'on'));
  ALTER TABLE attribution.decision ADD COLUMN inference jsonb;
  CREATE INDEX click_in_time ON attribution.click (workspace_id, channel, clicked_at);
  CREATE INDEX conversation_of_account_by_opening ON attribution.conversation (channel_account_id, opened_at)
    WHERE opened_at IS NOT NULL;
`;

// A contact is in the queue from when a conversation opened beside his own until somebody has guessed again.
const queue = `
  CREATE TABLE attribution.guess_to_reconsider (
    workspace_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    CONSTRAINT guess_to_reconsider_once PRIMARY KEY (contact_id)
  );
  ALTER TABLE attribution.guess_to_reconsider ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attribution.guess_to_reconsider FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON attribution.guess_to_reconsider TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY queue ON attribution.guess_to_reconsider TO whence_worker USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, DELETE ON attribution.guess_to_reconsider TO whence_api;
  GRANT SELECT, INSERT, DELETE ON attribution.guess_to_reconsider TO whence_worker;
`;

/** A workspace may want guesses where nothing else speaks; what a guess depends on has to be found. */
export class Guesses1764300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(guesses);
    await runner.query(queue);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
