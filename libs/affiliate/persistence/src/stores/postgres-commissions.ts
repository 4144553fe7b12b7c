import { Commissions } from '@whence/affiliate-application';
import type {
  ConversionId,
  PendingCommission,
  Rescheduling,
  ReversedCommission,
  StandingCommission,
} from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow } from '../mappers/commission.mapper.js';
import { fromColumns } from '../rows/columns.js';
import type { CommissionRow } from '../rows/commission.row.js';
import { insertRows } from './insert-rows.js';

export class PostgresCommissions extends Commissions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async standingOn(conversionIds: readonly ConversionId[]): Promise<readonly StandingCommission[]> {
    const rows = await this.tx.query<object>(
      `SELECT * FROM affiliate.commission
       WHERE workspace_id = $1 AND conversion_id = ANY($2::text[]) AND status <> 'reversed' ORDER BY id`,
      [this.workspaceId, conversionIds],
    );
    return rows
      .map((row) => toDomain(fromColumns<CommissionRow>(row)))
      .filter((commission) => commission.status !== 'reversed');
  }

  override async add(commissions: readonly PendingCommission[]): Promise<void> {
    const rows = commissions.map((commission) => toRow(this.workspaceId, commission));
    await insertRows(this.tx, 'affiliate.commission', rows);
  }

  override async reverse(commissions: readonly ReversedCommission[]): Promise<void> {
    await this.tx.query(
      `UPDATE affiliate.commission SET status = 'reversed', reversed_at = undone.at
       FROM unnest($2::text[], $3::timestamptz[]) AS undone (id, at)
       WHERE commission.workspace_id = $1 AND commission.id = undone.id`,
      [this.workspaceId, commissions.map(({ id }) => id), commissions.map(({ reversedAt }) => new Date(reversedAt))],
    );
  }

  override async reschedule(reschedulings: readonly Rescheduling[]): Promise<void> {
    await this.tx.query(
      `UPDATE affiliate.commission SET due_at = moved.due_at
       FROM unnest($2::text[], $3::timestamptz[]) AS moved (id, due_at)
       WHERE commission.workspace_id = $1 AND commission.id = moved.id`,
      [
        this.workspaceId,
        reschedulings.map(({ commission }) => commission.id),
        reschedulings.map(({ dueAt }) => new Date(dueAt)),
      ],
    );
  }
}
