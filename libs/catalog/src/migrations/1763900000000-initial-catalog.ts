import { outboxTableSql } from '@whence/platform/outbox';
import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every row has: whose it is, its id, how often it changed, and when. */
const keptColumns = `
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL`;

const accountTables = `
  CREATE TABLE catalog.channel_account (${keptColumns},
    channel text NOT NULL,
    handle text NOT NULL,
    status text NOT NULL,
    CONSTRAINT channel_account_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT channel_account_channel_known CHECK (channel IN ('instagram', 'messenger', 'whatsapp')),
    CONSTRAINT channel_account_status_known CHECK (status IN ('active', 'inactive'))
  );
  CREATE TABLE catalog.channel_account_external_id (
    workspace_id text NOT NULL,
    channel_account_id text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    CONSTRAINT channel_account_external_id_pkey PRIMARY KEY (workspace_id, channel_account_id, kind),
    CONSTRAINT external_id_account_exists FOREIGN KEY (workspace_id, channel_account_id)
      REFERENCES catalog.channel_account (workspace_id, id),
    CONSTRAINT external_id_kind_known CHECK (kind IN ('metaId', 'phoneNumberId', 'wabaId', 'phone', 'zernioAccountId'))
  );
  -- One WhatsApp Business account has many numbers: its id names no single channel account.
  CREATE UNIQUE INDEX external_id_unique ON catalog.channel_account_external_id (workspace_id, kind, value)
    WHERE kind <> 'wabaId';
  GRANT SELECT, INSERT, UPDATE (handle, status, revision, updated_at) ON catalog.channel_account TO whence_api;
  GRANT SELECT, INSERT, UPDATE (value) ON catalog.channel_account_external_id TO whence_api;
  GRANT SELECT ON catalog.channel_account, catalog.channel_account_external_id TO whence_worker;`;

const programTables = `
  CREATE TABLE catalog.program (${keptColumns},
    CONSTRAINT program_pkey PRIMARY KEY (workspace_id, id)
  );
  CREATE TABLE catalog.program_version (
    workspace_id text NOT NULL,
    program_id text NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    rewards jsonb NOT NULL,
    window_days integer NOT NULL,
    hold_days integer NOT NULL,
    sale_limit jsonb,
    effective_from timestamptz NOT NULL,
    CONSTRAINT program_version_pkey PRIMARY KEY (workspace_id, program_id, version),
    CONSTRAINT program_version_program_exists FOREIGN KEY (workspace_id, program_id)
      REFERENCES catalog.program (workspace_id, id),
    CONSTRAINT program_version_window_positive CHECK (window_days > 0),
    CONSTRAINT program_version_hold_not_negative CHECK (hold_days >= 0)
  );
  GRANT SELECT, INSERT, UPDATE (revision, updated_at) ON catalog.program TO whence_api;
  GRANT SELECT, INSERT ON catalog.program_version TO whence_api;
  GRANT SELECT ON catalog.program_version TO whence_worker;`;

const partnerTables = `
  CREATE TABLE catalog.partner (${keptColumns},
    name text NOT NULL,
    kind text,
    status text NOT NULL,
    ended_at timestamptz,
    CONSTRAINT partner_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT partner_ended_where_inactive CHECK ((status = 'active') = (ended_at IS NULL)),
    CONSTRAINT partner_status_known CHECK (status IN ('active', 'inactive'))
  );
  CREATE TABLE catalog.partner_identity (
    workspace_id text NOT NULL,
    partner_id text NOT NULL,
    channel text NOT NULL,
    pseudonym text NOT NULL,
    sealed_participant_id bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT partner_identity_pkey PRIMARY KEY (workspace_id, partner_id, channel, pseudonym),
    CONSTRAINT partner_identity_partner_exists FOREIGN KEY (workspace_id, partner_id)
      REFERENCES catalog.partner (workspace_id, id)
  );
  CREATE TABLE catalog.enrollment (${keptColumns},
    partner_id text NOT NULL,
    program_id text NOT NULL,
    status text NOT NULL,
    ended_at timestamptz,
    CONSTRAINT enrollment_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT enrollment_partner_exists FOREIGN KEY (workspace_id, partner_id)
      REFERENCES catalog.partner (workspace_id, id),
    CONSTRAINT enrollment_program_exists FOREIGN KEY (workspace_id, program_id)
      REFERENCES catalog.program (workspace_id, id),
    CONSTRAINT enrollment_once_per_program UNIQUE (workspace_id, partner_id, program_id),
    CONSTRAINT enrollment_ended_where_inactive CHECK ((status = 'active') = (ended_at IS NULL)),
    CONSTRAINT enrollment_status_known CHECK (status IN ('active', 'inactive'))
  );
  GRANT SELECT, INSERT, UPDATE (name, kind, status, ended_at, revision, updated_at) ON catalog.partner TO whence_api;
  GRANT SELECT, INSERT ON catalog.partner_identity TO whence_api;
  GRANT SELECT, INSERT, UPDATE (status, ended_at, revision, updated_at) ON catalog.enrollment TO whence_api;
  GRANT SELECT ON catalog.partner, catalog.enrollment TO whence_worker;
  -- Deciding compares pseudonyms; it has no use for the id itself, not even sealed.
  GRANT SELECT (workspace_id, partner_id, channel, pseudonym) ON catalog.partner_identity TO whence_worker;`;

/** Who earns from a link or an ad, and in which campaign it counts; a partner only under a program he is enrolled in. */
const creditReferences = (table: string): string => `
    CONSTRAINT ${table}_program_exists FOREIGN KEY (workspace_id, program_id)
      REFERENCES catalog.program (workspace_id, id),
    CONSTRAINT ${table}_partner_exists FOREIGN KEY (workspace_id, partner_id)
      REFERENCES catalog.partner (workspace_id, id),
    CONSTRAINT ${table}_campaign_exists FOREIGN KEY (workspace_id, campaign_id)
      REFERENCES catalog.campaign (workspace_id, id),
    CONSTRAINT ${table}_partner_is_enrolled FOREIGN KEY (workspace_id, partner_id, program_id)
      REFERENCES catalog.enrollment (workspace_id, partner_id, program_id),
    CONSTRAINT ${table}_partner_has_program CHECK (partner_id IS NULL OR program_id IS NOT NULL)`;

const campaignTables = `
  CREATE TABLE catalog.campaign (${keptColumns},
    name text NOT NULL,
    status text NOT NULL,
    CONSTRAINT campaign_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT campaign_status_known CHECK (status IN ('active', 'inactive'))
  );
  CREATE TABLE catalog.ad (${keptColumns},
    external_id text NOT NULL,
    campaign_id text,
    partner_id text,
    program_id text,
    CONSTRAINT ad_pkey PRIMARY KEY (workspace_id, id),
    CONSTRAINT ad_external_id_unique UNIQUE (workspace_id, external_id),
    ${creditReferences('ad')}
  );
  GRANT SELECT, INSERT, UPDATE (name, status, revision, updated_at) ON catalog.campaign TO whence_api;
  GRANT SELECT, INSERT, UPDATE (campaign_id, partner_id, program_id, revision, updated_at) ON catalog.ad TO whence_api;
  GRANT SELECT ON catalog.ad TO whence_worker;`;

const linkTable = `
  CREATE TABLE catalog.link (${keptColumns},
    key text NOT NULL,
    ref_code text NOT NULL,
    text_code text NOT NULL,
    channel_account_id text NOT NULL,
    program_id text,
    partner_id text,
    campaign_id text,
    message text,
    active_from timestamptz NOT NULL,
    expires_at timestamptz,
    status text NOT NULL,
    disabled_at timestamptz,
    CONSTRAINT link_pkey PRIMARY KEY (workspace_id, id),
    -- One short domain serves every workspace, so a key is one link's across all of them.
    CONSTRAINT link_key_unique UNIQUE (key),
    CONSTRAINT link_key_shape CHECK (key ~ '^[a-z0-9-]{3,64}$'),
    CONSTRAINT link_text_code_unique UNIQUE (workspace_id, text_code),
    CONSTRAINT link_channel_account_exists FOREIGN KEY (workspace_id, channel_account_id)
      REFERENCES catalog.channel_account (workspace_id, id),
    ${creditReferences('link')},
    CONSTRAINT link_expires_after_start CHECK (expires_at > active_from),
    CONSTRAINT link_disabled_where_off CHECK ((status = 'active') = (disabled_at IS NULL)),
    CONSTRAINT link_status_known CHECK (status IN ('active', 'disabled'))
  );
  -- Codes are matched exactly; two that differ by case only would be told apart by luck.
  CREATE UNIQUE INDEX link_ref_code_unique ON catalog.link (workspace_id, lower(ref_code));
  -- Behind row-level security that index finds nothing: lower() might leak what it is given.
  CREATE INDEX link_by_ref_code ON catalog.link (workspace_id, ref_code);
  GRANT SELECT, INSERT,
    UPDATE (campaign_id, message, active_from, expires_at, status, disabled_at, revision, updated_at)
    ON catalog.link TO whence_api;
  GRANT SELECT ON catalog.link TO whence_worker;`;

/** The redirect looks a key up before it can know whose it is, so this view has no policy; only the worker role reads it. */
const redirectView = `
  CREATE VIEW catalog.redirect_link AS
    SELECT link.key, link.workspace_id, link.id AS link_id, link.ref_code, link.text_code, link.message,
      link.active_from, link.expires_at, link.disabled_at,
      account.id AS channel_account_id, account.channel, account.handle, account.status AS account_status,
      meta.value AS meta_id, phone.value AS phone
    FROM catalog.link
    JOIN catalog.channel_account account
      ON account.workspace_id = link.workspace_id AND account.id = link.channel_account_id
    LEFT JOIN catalog.channel_account_external_id meta
      ON meta.workspace_id = account.workspace_id AND meta.channel_account_id = account.id AND meta.kind = 'metaId'
    LEFT JOIN catalog.channel_account_external_id phone
      ON phone.workspace_id = account.workspace_id AND phone.channel_account_id = account.id AND phone.kind = 'phone';
  GRANT SELECT ON catalog.redirect_link TO whence_worker;`;

const tenantTables = [
  'channel_account',
  'channel_account_external_id',
  'program',
  'program_version',
  'partner',
  'partner_identity',
  'enrollment',
  'campaign',
  'ad',
  'link',
].map((table) => `catalog.${table}`);

// The view reads as the owner, and the policies are forced on the owner too, who need not be a superuser.
const ownerReadsForTheRedirect = ['channel_account', 'channel_account_external_id', 'link']
  .map((table) => `CREATE POLICY owner_reads ON catalog.${table} FOR SELECT TO CURRENT_USER USING (true);`)
  .join('\n');

export class InitialCatalog1763900000000 implements MigrationInterface {
  readonly name = 'InitialCatalog1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(accountTables);
    await runner.query(programTables);
    await runner.query(partnerTables);
    await runner.query(campaignTables);
    await runner.query(linkTable);
    await runner.query(redirectView);
    for (const table of tenantTables) await runner.query(tenantPolicySql(table));
    await runner.query(ownerReadsForTheRedirect);
    await runner.query(outboxTableSql('catalog'));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
