import { Commissions, type FallingDue } from '@whence/affiliate-application';
import {
  stands,
  type Commission,
  type ConversionId,
  type DueCommission,
  type PendingCommission,
  type RefundedCommission,
  type Rescheduling,
  type StandingCommission,
} from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow } from '../mappers/commission.mapper.js';
import { fromColumns, toColumns } from '../rows/columns.js';
import type { CommissionRow } from '../rows/commission.row.js';
import { insertRows } from './insert-rows.js';
import { takeTurn } from './take-turns.js';

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
       WHERE workspace_id = $1 AND conversion_id = ANY($2::text[])
         AND (status <> 'reversed' OR reversed_because = 'refunded')
       ORDER BY id FOR UPDATE`,
      [this.workspaceId, conversionIds],
    );
    return rows.map(read).filter(stands);
  }

  override async add(commissions: readonly (PendingCommission | RefundedCommission)[]): Promise<void> {
    const rows = commissions.map((commission) => toRow(this.workspaceId, commission));
    await insertRows(this.tx, 'affiliate.commission', rows);
  }

  override async reverse(commissions: readonly Commission[]): Promise<void> {
    const rows = commissions.map((commission) => toColumns(toRow(this.workspaceId, commission)));
    await this.tx.query(
      `UPDATE affiliate.commission SET status = undone.status, reversed_at = undone.reversed_at,
         reversed_because = undone.reversed_because, refund_reversals = undone.refund_reversals,
         refunded_minor = undone.refunded_minor
       FROM jsonb_populate_recordset(NULL::affiliate.commission, $2::jsonb) AS undone
       WHERE commission.workspace_id = $1 AND commission.id = undone.id`,
      [this.workspaceId, JSON.stringify(rows)],
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

  override async fallDue({ partnerId, now, limit }: FallingDue): Promise<readonly DueCommission[]> {
    await takeTurn(this.tx, { workspaceId: this.workspaceId, kind: 'partner', ids: [partnerId] });
    const rows = await this.tx.query<object>(
      `WITH come AS (
         SELECT workspace_id, id FROM affiliate.commission
         WHERE workspace_id = $1 AND partner_id = $2 AND status = 'pending' AND due_at <= $3
         ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED
       )
       UPDATE affiliate.commission SET status = 'due' FROM come
       WHERE commission.workspace_id = come.workspace_id AND commission.id = come.id RETURNING commission.*`,
      [this.workspaceId, partnerId, new Date(now), limit],
    );
    return rows.map(read).filter(isDue).sort(earliestFirst);
  }
}

const read = (row: object): Commission => toDomain(fromColumns<CommissionRow>(row));

const isDue = (commission: Commission): commission is DueCommission => commission.status === 'due';

const earliestFirst = (left: DueCommission, right: DueCommission): number =>
  left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1);
