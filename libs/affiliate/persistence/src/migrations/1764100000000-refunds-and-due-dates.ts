import { tenantPolicySql } from '@whence/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const refunds = `
  CREATE TABLE affiliate.refund (
    workspace_id text NOT NULL,
    id text NOT NULL,
    conversion_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    amount_minor bigint,
    to_date_minor bigint,
    currency text,
    CONSTRAINT refund_pk PRIMARY KEY (workspace_id, id),
    CONSTRAINT refund_amount_whole_or_absent CHECK (
      (amount_minor IS NULL) = (currency IS NULL) AND (to_date_minor IS NULL) = (currency IS NULL))
  );
  CREATE INDEX refund_of_conversion ON affiliate.refund (workspace_id, conversion_id);
  GRANT SELECT, INSERT ON affiliate.refund TO whence_worker;
`;

/** A commission that was reversed before there were refunds has no reason written down: it was credited otherwise. */
const whatRefundsUndo = `
  ALTER TABLE affiliate.commission
    ADD COLUMN refund_reversals jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN reversed_because text,
    ADD CONSTRAINT commission_refunded_in_part_or_whole CHECK (refunded_minor BETWEEN 0 AND amount_minor),
    ADD CONSTRAINT commission_reversed_because_known
      CHECK (reversed_because IS NULL OR (status = 'reversed' AND reversed_because IN ('credited-otherwise', 'refunded'))),
    ADD CONSTRAINT commission_refunded_whole
      CHECK (reversed_because IS DISTINCT FROM 'refunded' OR refunded_minor = amount_minor);
  GRANT UPDATE (refund_reversals, refunded_minor, reversed_because) ON affiliate.commission TO whence_worker;

  DROP INDEX affiliate.commission_stands_once;
  CREATE UNIQUE INDEX commission_stands_once ON affiliate.commission
    (workspace_id, conversion_id, program_id, program_version, partner_id, reward_kind, link_id, campaign_id, ad_id)
    NULLS NOT DISTINCT WHERE status <> 'reversed' OR reversed_because = 'refunded';
`;

/**
 * Which workspaces may have commissions: work that no event begins has to name the workspaces it looks into. Nobody earns
 * without terms, and terms come seldom, so writers of commissions never meet here. A trigger keeps it, because an older
 * process may still be learning programs while this is rolled out. The owner of a table with forced policies sees none of
 * its rows, so they are not forced while the workspaces are gathered.
 */
const dueDates = `
  CREATE TABLE affiliate.earning_workspace (
    workspace_id text NOT NULL,
    CONSTRAINT earning_workspace_pk PRIMARY KEY (workspace_id)
  );
  GRANT SELECT, INSERT ON affiliate.earning_workspace TO whence_worker;

  CREATE FUNCTION affiliate.keep_earning_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO affiliate.earning_workspace (workspace_id) VALUES (NEW.workspace_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE TRIGGER program_terms_keep_workspace AFTER INSERT ON affiliate.program_terms
    FOR EACH ROW EXECUTE FUNCTION affiliate.keep_earning_workspace();

  ALTER TABLE affiliate.program_terms NO FORCE ROW LEVEL SECURITY;
  INSERT INTO affiliate.earning_workspace (workspace_id) SELECT DISTINCT workspace_id FROM affiliate.program_terms
    ON CONFLICT DO NOTHING;
  ALTER TABLE affiliate.program_terms FORCE ROW LEVEL SECURITY;

  CREATE INDEX commission_pending ON affiliate.commission (workspace_id, due_at, partner_id) WHERE status = 'pending';
`;

/** Refunds undo commissions in part or whole, and commissions fall due at their time. */
export class RefundsAndDueDates1764100000000 implements MigrationInterface {
  readonly name = 'RefundsAndDueDates1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refunds);
    await runner.query(tenantPolicySql('affiliate.refund'));
    await runner.query(whatRefundsUndo);
    await runner.query(dueDates);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
