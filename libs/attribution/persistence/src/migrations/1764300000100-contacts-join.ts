import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that move with their contact; a home says whose they were, where that is somebody else. */
const moving = ['channel_identity', 'external_user', 'conversation', 'conversion'];

const homes = `
  ${moving.map((table) => `ALTER TABLE attribution.${table} ADD COLUMN home_contact_id text REFERENCES attribution.contact (id);`).join('\n')}
  ${moving.map((table) => `CREATE INDEX ${table}_of_home ON attribution.${table} (home_contact_id) WHERE home_contact_id IS NOT NULL;`).join('\n')}
  ALTER TABLE attribution.conversation ADD COLUMN answered_by text REFERENCES attribution.contact (id);
  CREATE INDEX conversation_answered_by ON attribution.conversation (answered_by) WHERE answered_by IS NOT NULL;
  -- Somebody who was met under two ids on one account keeps both conversations.
  ALTER TABLE attribution.conversation DROP CONSTRAINT conversation_unique;
  CREATE UNIQUE INDEX conversation_unique ON attribution.conversation
    (workspace_id, channel_account_id, (coalesce(home_contact_id, contact_id)));
  ALTER TABLE attribution.signal_copy ADD COLUMN joined_at timestamptz;
  ALTER TABLE attribution.contact
    ADD COLUMN joined_into text REFERENCES attribution.contact (id),
    ADD COLUMN answered_by text REFERENCES attribution.contact (id);
`;

const joins = `
  CREATE TABLE attribution.contact_join (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    kept_contact_id text NOT NULL REFERENCES attribution.contact (id),
    absorbed_contact_id text NOT NULL REFERENCES attribution.contact (id),
    because text NOT NULL
      CONSTRAINT contact_join_because_known CHECK (because IN ('seen-together', 'identity-changed', 'conversion', 'tenant')),
    reason text,
    names_only boolean NOT NULL,
    joined_at timestamptz NOT NULL,
    separated_at timestamptz
  );
  CREATE UNIQUE INDEX contact_join_once ON attribution.contact_join (absorbed_contact_id) WHERE separated_at IS NULL;
  CREATE INDEX contact_join_of_kept ON attribution.contact_join (kept_contact_id);
  CREATE INDEX contact_join_in_order ON attribution.contact_join (workspace_id, id);
  CREATE TABLE attribution.identity_conflict (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    one_contact_id text NOT NULL REFERENCES attribution.contact (id),
    other_contact_id text NOT NULL REFERENCES attribution.contact (id),
    because text NOT NULL,
    reason text NOT NULL,
    noticed_at timestamptz NOT NULL,
    CONSTRAINT identity_conflict_once UNIQUE (workspace_id, one_contact_id, other_contact_id, because, reason)
  );
`;

const grants = `
  GRANT SELECT, INSERT, UPDATE (separated_at) ON attribution.contact_join TO whence_api, whence_worker;
  GRANT SELECT, INSERT ON attribution.identity_conflict TO whence_api, whence_worker;
  GRANT UPDATE (joined_into, answered_by) ON attribution.contact TO whence_api, whence_worker;
  GRANT UPDATE (contact_id, home_contact_id) ON ${moving.map((table) => `attribution.${table}`).join(', ')} TO whence_api, whence_worker;
  GRANT UPDATE (answered_by) ON attribution.conversation TO whence_api, whence_worker;
  GRANT UPDATE (contact_id, joined_at) ON attribution.signal_copy TO whence_api, whence_worker;
`;

/** Two contacts can turn out to be one person, and be taken apart again: what moved knows where it came from. */
export class ContactsJoin1764300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(homes);
    await runner.query(joins);
    await runner.query(tenantPolicySql('attribution.contact_join'));
    await runner.query(tenantPolicySql('attribution.identity_conflict'));
    await runner.query(grants);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
