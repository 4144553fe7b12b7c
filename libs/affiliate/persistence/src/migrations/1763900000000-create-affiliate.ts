import { consumerTablesSql, outboxTableSql } from '@whence/platform/outbox';
import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const whatIsTold = `
  CREATE TABLE affiliate.partner (
    workspace_id text NOT NULL,
    id text NOT NULL,
    revision integer NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    CONSTRAINT partner_pk PRIMARY KEY (workspace_id, id),
    CONSTRAINT partner_status_known CHECK (status IN ('active', 'inactive'))
  );
  CREATE TABLE affiliate.program_terms (
    workspace_id text NOT NULL,
    program_id text NOT NULL,
    program_version integer NOT NULL,
    currency text NOT NULL,
    rewards jsonb NOT NULL,
    hold_days integer NOT NULL,
    sale_limit jsonb,
    CONSTRAINT program_terms_pk PRIMARY KEY (workspace_id, program_id, program_version)
  );
  CREATE TABLE affiliate.conversion (
    workspace_id text NOT NULL,
    id text NOT NULL,
    version integer NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    amount_minor bigint,
    currency text,
    contact_id text NOT NULL,
    channel text,
    final_at timestamptz NOT NULL,
    credits jsonb NOT NULL,
    waiting_since timestamptz,
    CONSTRAINT conversion_pk PRIMARY KEY (workspace_id, id),
    CONSTRAINT conversion_type_known CHECK (type IN ('opening', 'lead', 'sale')),
    CONSTRAINT conversion_amount_has_currency CHECK ((amount_minor IS NULL) = (currency IS NULL))
  );
  CREATE INDEX conversion_of_contact ON affiliate.conversion (workspace_id, contact_id);
  CREATE INDEX conversion_waiting ON affiliate.conversion (workspace_id) WHERE waiting_since IS NOT NULL;
`;

const commissions = `
  CREATE TABLE affiliate.commission (
    workspace_id text NOT NULL,
    id text NOT NULL,
    partner_id text NOT NULL,
    program_id text NOT NULL,
    program_version integer NOT NULL,
    conversion_id text NOT NULL,
    conversion_version integer NOT NULL,
    rewarded_on text NOT NULL,
    reward_kind text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    occurred_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    link_id text,
    campaign_id text,
    ad_id text,
    channel text,
    status text NOT NULL,
    accrued_at timestamptz NOT NULL,
    reversed_at timestamptz,
    CONSTRAINT commission_pk PRIMARY KEY (workspace_id, id),
    CONSTRAINT commission_amount_positive CHECK (amount_minor > 0),
    CONSTRAINT commission_rewarded_on_known CHECK (rewarded_on IN ('opening', 'lead', 'sale')),
    CONSTRAINT commission_reward_kind_known CHECK (reward_kind IN ('flat', 'percentage')),
    CONSTRAINT commission_status_known CHECK (status IN ('pending', 'held', 'due', 'paid', 'reversed')),
    CONSTRAINT commission_reversed_at_known CHECK ((status = 'reversed') = (reversed_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX commission_stands_once ON affiliate.commission
    (workspace_id, conversion_id, program_id, program_version, partner_id, reward_kind, link_id, campaign_id, ad_id)
    NULLS NOT DISTINCT WHERE status <> 'reversed';
  CREATE INDEX commission_of_partner ON affiliate.commission (workspace_id, partner_id, id);
`;

const ledger = `
  CREATE TABLE affiliate.ledger_transaction (
    workspace_id text NOT NULL,
    id text NOT NULL,
    posting_key text NOT NULL,
    kind text NOT NULL,
    commission_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    posting_count integer NOT NULL,
    CONSTRAINT ledger_transaction_pk PRIMARY KEY (workspace_id, id),
    CONSTRAINT ledger_transaction_posting_key_unique UNIQUE (workspace_id, posting_key)
  );
  CREATE TABLE affiliate.ledger_posting (
    workspace_id text NOT NULL,
    transaction_id text NOT NULL,
    position integer NOT NULL,
    account text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT ledger_posting_pk PRIMARY KEY (workspace_id, transaction_id, position),
    CONSTRAINT ledger_posting_of_transaction FOREIGN KEY (workspace_id, transaction_id)
      REFERENCES affiliate.ledger_transaction (workspace_id, id)
  );
  CREATE INDEX ledger_posting_of_account ON affiliate.ledger_posting (workspace_id, account, currency);
`;

/**
 * The second wall behind the code: whatever is written, at commit every touched transaction sums to zero in each currency
 * and has exactly the postings it was announced with, so that a committed one cannot grow either. It runs as the role
 * that wrote; a role that does not see what it wrote is refused too.
 */
const balanceCheck = `
  CREATE FUNCTION affiliate.refuse_unbalanced_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    written text := CASE TG_TABLE_NAME WHEN 'ledger_posting' THEN to_jsonb(NEW) ->> 'transaction_id' ELSE to_jsonb(NEW) ->> 'id' END;
    announced integer;
    found integer;
    unbalanced integer;
  BEGIN
    SELECT posting_count INTO announced FROM affiliate.ledger_transaction
      WHERE workspace_id = NEW.workspace_id AND id = written;
    SELECT count(*) INTO found FROM affiliate.ledger_posting
      WHERE workspace_id = NEW.workspace_id AND transaction_id = written;
    SELECT count(*) INTO unbalanced FROM (
      SELECT FROM affiliate.ledger_posting
      WHERE workspace_id = NEW.workspace_id AND transaction_id = written
      GROUP BY currency HAVING sum(amount_minor) <> 0) AS currency_out_of_balance;
    IF announced IS NULL OR found = 0 OR found <> announced OR unbalanced > 0 THEN
      RAISE EXCEPTION 'ledger transaction % is out of balance', written
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_sums_to_zero';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ledger_sums_to_zero AFTER INSERT ON affiliate.ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION affiliate.refuse_unbalanced_transaction();
  CREATE CONSTRAINT TRIGGER ledger_has_postings AFTER INSERT ON affiliate.ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION affiliate.refuse_unbalanced_transaction();
`;

const tenantTables = ['partner', 'program_terms', 'conversion', 'commission', 'ledger_transaction', 'ledger_posting'];

/** Nobody may change or delete what is in the ledger, nor the money of a commission. */
const grants = `
  GRANT SELECT, INSERT ON affiliate.partner, affiliate.program_terms, affiliate.conversion, affiliate.commission,
    affiliate.ledger_transaction, affiliate.ledger_posting TO whence_worker;
  GRANT UPDATE (revision, name, status) ON affiliate.partner TO whence_worker;
  GRANT UPDATE ON affiliate.conversion TO whence_worker;
  GRANT UPDATE (status, due_at, reversed_at) ON affiliate.commission TO whence_worker;
  GRANT SELECT ON affiliate.partner, affiliate.commission, affiliate.ledger_transaction, affiliate.ledger_posting
    TO whence_api;
`;

export class CreateAffiliate1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(whatIsTold);
    await runner.query(commissions);
    await runner.query(ledger);
    await runner.query(balanceCheck);
    await runner.query(outboxTableSql('affiliate'));
    await runner.query(consumerTablesSql('affiliate'));
    for (const table of tenantTables) await runner.query(tenantPolicySql(`affiliate.${table}`));
    await runner.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('forward only');
  }
}
