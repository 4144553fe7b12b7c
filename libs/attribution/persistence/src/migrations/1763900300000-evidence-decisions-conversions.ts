import { consumerTablesSql, outboxTableSql } from '@whence/platform/outbox';
import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const people = `
  CREATE TABLE attribution.contact (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    first_seen_at timestamptz NOT NULL
  );
  CREATE TABLE attribution.channel_identity (
    workspace_id text NOT NULL,
    scope text NOT NULL,
    kind text NOT NULL,
    pseudonym text NOT NULL,
    channel text NOT NULL,
    sealed bytea NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    CONSTRAINT channel_identity_unique PRIMARY KEY (workspace_id, scope, kind, pseudonym)
  );
  CREATE INDEX channel_identity_of_contact ON attribution.channel_identity (contact_id);
  CREATE INDEX channel_identity_by_pseudonym ON attribution.channel_identity (workspace_id, pseudonym);
  CREATE TABLE attribution.external_user (
    workspace_id text NOT NULL,
    external_user_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    CONSTRAINT external_user_unique PRIMARY KEY (workspace_id, external_user_id)
  );
  CREATE INDEX external_user_of_contact ON attribution.external_user (contact_id);
  CREATE TABLE attribution.conversation (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    channel text NOT NULL,
    channel_account_id text NOT NULL,
    participant_kind text NOT NULL,
    participant_pseudonym text NOT NULL,
    participant_sealed bytea NOT NULL,
    opened_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT conversation_unique UNIQUE (workspace_id, channel_account_id, contact_id)
  );
  CREATE INDEX conversation_of_contact ON attribution.conversation (contact_id);
  CREATE INDEX conversation_by_opening ON attribution.conversation (workspace_id, opened_at, id);
`;

// What evidence names stands in rows of its own, and so do the identities of parked conversions: behind row-level security
// an index serves only operators that cannot leak what they compare, and those of arrays can.
const evidence = `
  CREATE TABLE attribution.signal_copy (
    workspace_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    conversation_id text NOT NULL REFERENCES attribution.conversation (id),
    signal_key text NOT NULL,
    connection_id text NOT NULL,
    digest text NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    channel_account_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    precision_ms integer NOT NULL,
    clock text NOT NULL,
    received_at timestamptz NOT NULL,
    is_readable boolean NOT NULL,
    is_forwarded boolean NOT NULL,
    text_digest text,
    "references" jsonb NOT NULL,
    CONSTRAINT signal_copy_unique PRIMARY KEY (workspace_id, signal_key, connection_id, digest)
  );
  CREATE INDEX signal_copy_in_order ON attribution.signal_copy (conversation_id, kind, occurred_at, signal_key);
  CREATE INDEX signal_copy_with_references ON attribution.signal_copy (contact_id, occurred_at, signal_key) WHERE "references" <> '[]'::jsonb;
  CREATE TABLE attribution.evidence_name (
    workspace_id text NOT NULL,
    name text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    CONSTRAINT evidence_name_unique PRIMARY KEY (workspace_id, name, contact_id)
  );
  CREATE TABLE attribution.click (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    event_id text NOT NULL,
    link_id text NOT NULL,
    channel text NOT NULL,
    clicked_at timestamptz NOT NULL,
    click_part text,
    visitor text NOT NULL CONSTRAINT click_visitor_known CHECK (visitor IN ('person', 'robot')),
    robot_reason text,
    client_class text NOT NULL,
    visitor_id text NOT NULL,
    published_at timestamptz
  );
  CREATE INDEX click_unpublished ON attribution.click (sequence) WHERE published_at IS NULL;
  CREATE INDEX click_by_part ON attribution.click (link_id, click_part) WHERE click_part IS NOT NULL;
`;

const answers = `
  CREATE TABLE attribution.decision (
    workspace_id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    version integer NOT NULL,
    status text NOT NULL CONSTRAINT decision_status_known CHECK (status IN ('credited', 'organic', 'unattributed')),
    reason text,
    match_type text,
    credits jsonb NOT NULL,
    conversation_id text NOT NULL,
    opened_at timestamptz NOT NULL,
    final_at timestamptz NOT NULL,
    decided_at timestamptz NOT NULL,
    because text NOT NULL,
    flags text[] NOT NULL,
    is_standing boolean NOT NULL,
    CONSTRAINT decision_version_unique PRIMARY KEY (contact_id, version)
  );
  CREATE UNIQUE INDEX decision_one_standing ON attribution.decision (contact_id) WHERE is_standing;
  CREATE INDEX decision_by_status ON attribution.decision (workspace_id, status) WHERE is_standing;
  CREATE TABLE attribution.touchpoint (
    workspace_id text NOT NULL,
    id text NOT NULL,
    contact_id text NOT NULL REFERENCES attribution.contact (id),
    conversation_id text NOT NULL,
    version integer NOT NULL,
    delivered_digest text NOT NULL,
    entry_id text NOT NULL,
    match_type text NOT NULL,
    entered_at timestamptz NOT NULL,
    clicked_at timestamptz,
    received_at timestamptz NOT NULL,
    seen_by text[] NOT NULL,
    evidence jsonb NOT NULL,
    verdicts jsonb NOT NULL,
    partner_id text,
    program_id text,
    CONSTRAINT touchpoint_unique PRIMARY KEY (workspace_id, id)
  );
  CREATE INDEX touchpoint_of_contact ON attribution.touchpoint (contact_id, entered_at, id);
  CREATE INDEX touchpoint_by_partner ON attribution.touchpoint (partner_id) WHERE partner_id IS NOT NULL;
  CREATE INDEX touchpoint_by_program ON attribution.touchpoint (program_id) WHERE program_id IS NOT NULL;
  CREATE TABLE attribution.conversion (
    workspace_id text NOT NULL,
    id text PRIMARY KEY,
    type text NOT NULL CONSTRAINT conversion_type_known CHECK (type IN ('opening', 'lead', 'sale')),
    external_id text,
    fingerprint text NOT NULL,
    contact_id text REFERENCES attribution.contact (id),
    conversation_id text,
    named_external_user_id text,
    amount_minor bigint,
    currency text,
    occurred_at timestamptz NOT NULL,
    status text NOT NULL CONSTRAINT conversion_status_known CHECK (status IN ('attributed', 'unattributed', 'parked')),
    reason text,
    credits jsonb NOT NULL,
    version integer NOT NULL,
    final_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversion_external_id_unique UNIQUE (workspace_id, external_id)
  );
  CREATE INDEX conversion_of_contact ON attribution.conversion (contact_id);
  CREATE INDEX conversion_parked ON attribution.conversion (workspace_id) WHERE status = 'parked';
  CREATE INDEX conversion_parked_user ON attribution.conversion (workspace_id, named_external_user_id) WHERE contact_id IS NULL;
  CREATE TABLE attribution.parked_identity (
    workspace_id text NOT NULL,
    pseudonym text NOT NULL,
    channel_account_id text NOT NULL,
    conversion_id text NOT NULL REFERENCES attribution.conversion (id),
    CONSTRAINT parked_identity_unique PRIMARY KEY (workspace_id, pseudonym, channel_account_id, conversion_id)
  );
  CREATE TABLE attribution.attribution_settings (
    workspace_id text NOT NULL,
    version integer NOT NULL,
    effective_from timestamptz NOT NULL,
    model text NOT NULL,
    precedence text NOT NULL,
    opening_grace_minutes integer NOT NULL,
    finalization_hours integer NOT NULL,
    existing_threads text NOT NULL,
    CONSTRAINT attribution_settings_version_unique PRIMARY KEY (workspace_id, version)
  );
`;

const tables = [
  'contact',
  'channel_identity',
  'external_user',
  'conversation',
  'signal_copy',
  'evidence_name',
  'decision',
  'touchpoint',
  'conversion',
  'parked_identity',
  'attribution_settings',
];

const grants = `
  GRANT SELECT, INSERT ON ${tables.map((table) => `attribution.${table}`).join(', ')} TO whence_api, whence_worker;
  GRANT UPDATE (participant_kind, participant_pseudonym, participant_sealed, opened_at) ON attribution.conversation TO whence_api, whence_worker;
  GRANT UPDATE (received_at) ON attribution.signal_copy TO whence_api, whence_worker;
  GRANT UPDATE (is_standing) ON attribution.decision TO whence_api, whence_worker;
  GRANT UPDATE, DELETE ON attribution.touchpoint TO whence_api, whence_worker;
  GRANT UPDATE (contact_id, conversation_id, occurred_at, status, reason, credits, version, final_at) ON attribution.conversion TO whence_api, whence_worker;
  -- A row lock needs the right to update a column: a contact never changes, its id least of all.
  GRANT UPDATE (first_seen_at) ON attribution.contact TO whence_api, whence_worker;
  GRANT SELECT, INSERT, UPDATE (published_at) ON attribution.click TO whence_worker;
  GRANT SELECT ON attribution.click TO whence_api;
`;

/** People, what providers told us of them, and what we made of it. */
export class EvidenceDecisionsConversions1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(people);
    await runner.query(evidence);
    await runner.query(answers);
    await runner.query(outboxTableSql('attribution'));
    await runner.query(consumerTablesSql('attribution'));
    for (const table of tables) await runner.query(tenantPolicySql(`attribution.${table}`));
    await runner.query(clickPolicies);
    await runner.query(grants);
  }

  down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** The click table is its own outbox: the relay reads every workspace's rows, the API role its own workspace's only. */
const clickPolicies = `
  ALTER TABLE attribution.click ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attribution.click FORCE ROW LEVEL SECURITY;
  CREATE POLICY one_workspace ON attribution.click TO whence_api
    USING (workspace_id = current_setting('whence.workspaces', true));
  CREATE POLICY outbox ON attribution.click TO whence_worker USING (true) WITH CHECK (true);
`;
