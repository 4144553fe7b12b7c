import { workerScope, type Database } from '@whence/platform/postgres';
import type { MissingPart, Provider } from '@whence/signals';

import type { SubscriptionReport } from './subscription-report.js';

interface SubscriptionReportRow {
  readonly workspace_id: string;
  readonly channel_account_id: string;
  readonly connection_id: string;
  readonly provider: Provider;
  readonly checked_at: Date;
  readonly outcome: SubscriptionReport['outcome'];
  readonly missing: MissingPart[];
  readonly cause: string | null;
}

/** The last report of each channel account and connection. */
export class SubscriptionReports {
  constructor(private readonly database: Database) {}

  /** Takes the place of the report that was there; one that was made earlier than that changes nothing. */
  async keep(report: SubscriptionReport): Promise<void> {
    const { workspaceId, channelAccountId, connectionId, provider, checkedAt, outcome, missing, cause } = report;
    await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query(
        `INSERT INTO intake.subscription_report AS kept
           (workspace_id, channel_account_id, connection_id, provider, checked_at, outcome, missing, cause)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT ON CONSTRAINT subscription_report_pk DO UPDATE
           SET provider = excluded.provider, checked_at = excluded.checked_at, outcome = excluded.outcome,
             missing = excluded.missing, cause = excluded.cause
           WHERE kept.checked_at <= excluded.checked_at`,
        [workspaceId, channelAccountId, connectionId, provider, new Date(checkedAt), outcome, missing, cause ?? null],
      ),
    );
  }

  /** One for each connection that was compared, in the order of the connections' making. */
  async of(workspaceId: string, channelAccountId: string): Promise<SubscriptionReport[]> {
    const rows = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<SubscriptionReportRow>(
        `SELECT workspace_id, channel_account_id, connection_id, provider, checked_at, outcome, missing, cause
         FROM intake.subscription_report WHERE workspace_id = $1 AND channel_account_id = $2 ORDER BY connection_id`,
        [workspaceId, channelAccountId],
      ),
    );
    return rows.map(toReport);
  }
}

const toReport = ({ cause, ...row }: SubscriptionReportRow): SubscriptionReport => ({
  workspaceId: row.workspace_id,
  channelAccountId: row.channel_account_id,
  connectionId: row.connection_id,
  provider: row.provider,
  checkedAt: row.checked_at.getTime(),
  outcome: row.outcome,
  missing: row.missing,
  ...(cause === null ? {} : { cause }),
});
