import { consumerTablesSql } from '@whence/platform/outbox';
import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened. Facts name everything by id; what belongs to an id is looked up when somebody asks. */
const facts = `
  CREATE TABLE analytics.click (
    workspace_id text NOT NULL,
    click_id text NOT NULL,
    link_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    visitor_kind text NOT NULL,
    visitor_id text NOT NULL,
    client_class text NOT NULL,
    country text,
    CONSTRAINT click_pkey PRIMARY KEY (workspace_id, click_id),
    CONSTRAINT click_visitor_kind_known CHECK (visitor_kind IN ('person', 'robot'))
  );
  CREATE INDEX click_of_a_person_by_time ON analytics.click (workspace_id, occurred_at) WHERE visitor_kind = 'person';

  CREATE TABLE analytics.conversation (
    workspace_id text NOT NULL,
    conversation_id text NOT NULL,
    contact_id text NOT NULL,
    channel text NOT NULL,
    channel_account_id text NOT NULL,
    opened_at timestamptz NOT NULL,
    -- The version of the decision that gave the opening time; 0 where only the conversation's start is known.
    decision_version integer NOT NULL,
    CONSTRAINT conversation_pkey PRIMARY KEY (workspace_id, conversation_id)
  );
  CREATE INDEX conversation_by_opening ON analytics.conversation (workspace_id, opened_at);

  CREATE TABLE analytics.attribution (
    workspace_id text NOT NULL,
    contact_id text NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    reason text,
    match_type text,
    credits jsonb NOT NULL,
    CONSTRAINT attribution_pkey PRIMARY KEY (workspace_id, contact_id),
    CONSTRAINT attribution_status_known CHECK (status IN ('credited', 'organic', 'unattributed'))
  );

  CREATE TABLE analytics.conversion (
    workspace_id text NOT NULL,
    conversion_id text NOT NULL,
    version integer NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    amount_minor bigint,
    currency text,
    contact_id text NOT NULL,
    channel text,
    status text NOT NULL,
    credits jsonb NOT NULL,
    CONSTRAINT conversion_pkey PRIMARY KEY (workspace_id, conversion_id),
    CONSTRAINT conversion_type_known CHECK (type IN ('opening', 'lead', 'sale')),
    CONSTRAINT conversion_amount_has_currency CHECK ((amount_minor IS NULL) = (currency IS NULL))
  );
  CREATE INDEX conversion_by_time ON analytics.conversion (workspace_id, occurred_at) WHERE type <> 'opening';

  CREATE TABLE analytics.commission_posting (
    workspace_id text NOT NULL,
    ledger_transaction_id text NOT NULL,
    commission_id text NOT NULL,
    kind text NOT NULL,
    partner_id text NOT NULL,
    program_id text NOT NULL,
    conversion_id text NOT NULL,
    link_id text,
    campaign_id text,
    channel text,
    occurred_at timestamptz NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT commission_posting_pkey PRIMARY KEY (workspace_id, ledger_transaction_id, commission_id, kind),
    CONSTRAINT commission_posting_kind_known CHECK (kind IN ('accrued', 'reversed'))
  );
  CREATE INDEX commission_posting_by_time ON analytics.commission_posting (workspace_id, occurred_at);`;

/** What the ids stand for, in the newest revision that was heard of. */
const dimensions = `
  CREATE TABLE analytics.link (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision bigint NOT NULL,
    key text NOT NULL,
    channel text NOT NULL,
    channel_account_id text NOT NULL,
    program_id text,
    partner_id text,
    campaign_id text,
    status text NOT NULL,
    CONSTRAINT link_pkey PRIMARY KEY (workspace_id, id)
  );

  CREATE TABLE analytics.partner (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision bigint NOT NULL,
    name text NOT NULL,
    kind text,
    status text NOT NULL,
    CONSTRAINT partner_pkey PRIMARY KEY (workspace_id, id)
  );

  CREATE TABLE analytics.campaign (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision bigint NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    CONSTRAINT campaign_pkey PRIMARY KEY (workspace_id, id)
  );

  CREATE TABLE analytics.channel_account (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision bigint NOT NULL,
    channel text NOT NULL,
    handle text NOT NULL,
    status text NOT NULL,
    CONSTRAINT channel_account_pkey PRIMARY KEY (workspace_id, id)
  );

  CREATE TABLE analytics.program (
    workspace_id text NOT NULL,
    id text NOT NULL,
    version integer NOT NULL,
    revision bigint NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    effective_from timestamptz NOT NULL,
    CONSTRAINT program_pkey PRIMARY KEY (workspace_id, id, version)
  );`;

const tables = [
  'click',
  'conversation',
  'attribution',
  'conversion',
  'commission_posting',
  'link',
  'partner',
  'campaign',
  'channel_account',
  'program',
].map((name) => `analytics.${name}`);

/** What the funnel reads; the other dimensions get their grant with the first question that needs their names. */
const readByTheFunnel = ['click', 'conversation', 'attribution', 'conversion', 'commission_posting', 'link'].map(
  (name) => `analytics.${name}`,
);

export class FactsAndDimensions1763900500000 implements MigrationInterface {
  name = 'FactsAndDimensions1763900500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(facts);
    await runner.query(dimensions);
    for (const table of tables) await runner.query(tenantPolicySql(table));
    await runner.query(`GRANT SELECT ON ${readByTheFunnel.join(', ')} TO whence_api`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${tables.join(', ')} TO whence_worker`);
    await runner.query(consumerTablesSql('analytics'));
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}
