import { CommissionStatements, type CommissionFilter, type PageRequest } from '@whence/affiliate-application';
import {
  money,
  unreachable,
  type Commission,
  type CommissionId,
  type CommissionStatus,
  type Instant,
  type PartnerId,
  type StatusTotal,
  type WorkspaceId,
  commissionAt,
} from '@whence/affiliate-domain';
import { apiScope, type RowSource, type Transaction } from '@whence/platform/postgres';

import { toDomain } from '../mappers/commission.mapper.js';
import { CommissionRow } from '../rows/commission.row.js';

interface StatusTotalRow {
  readonly status: CommissionStatus;
  readonly currency: string;
  readonly amount_minor: string;
}

export class PostgresCommissionStatements extends CommissionStatements {
  constructor(private readonly rows: RowSource) {
    super();
  }

  override list(
    workspaceId: WorkspaceId,
    { partnerId, status, at }: CommissionFilter,
    { after, limit }: PageRequest<CommissionId>,
  ): Promise<readonly Commission[]> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const query = manager.createQueryBuilder(CommissionRow, 'commission').where({ workspaceId });
      if (partnerId !== undefined) query.andWhere({ partnerId });
      if (status !== undefined) query.andWhere(hasStatus(status), { at: new Date(at) });
      if (after !== undefined) query.andWhere('commission.id > :after', { after });
      const rows = await query.orderBy('commission.id').limit(limit).getMany();
      return rows.map((row) => commissionAt(toDomain(row), at));
    });
  }

  override totalsOf(
    workspaceId: WorkspaceId,
    partnerId: PartnerId,
    at: Instant,
  ): Promise<readonly StatusTotal[] | undefined> {
    return this.rows.inTransaction(apiScope(workspaceId), async (_, tx) => {
      const rows = await tx.query<StatusTotalRow>(
        `SELECT CASE WHEN status = 'pending' AND due_at <= $3 THEN 'due' ELSE status END AS status,
           currency, sum(CASE status WHEN 'reversed' THEN 0 ELSE amount_minor - refunded_minor END)::text AS amount_minor
         FROM affiliate.commission WHERE workspace_id = $1 AND partner_id = $2 GROUP BY 1, 2 ORDER BY 1, 2`,
        [workspaceId, partnerId, new Date(at)],
      );
      if (rows.length === 0 && !(await isKnown(tx, workspaceId, partnerId))) return undefined;
      return rows.map((row) => ({ status: row.status, amount: money(BigInt(row.amount_minor), row.currency) }));
    });
  }
}

/** A partner may be paid before the catalogue has told of him; then his commissions make him known. */
const isKnown = async (tx: Transaction, workspaceId: string, partnerId: string): Promise<boolean> => {
  const found = await tx.query('SELECT FROM affiliate.partner WHERE workspace_id = $1 AND id = $2', [
    workspaceId,
    partnerId,
  ]);
  return found.length > 0;
};

/** The status at a moment, as `commissionAt` tells it. */
const hasStatus = (status: CommissionStatus): string => {
  switch (status) {
    case 'pending':
      return `commission.status = 'pending' AND commission.due_at > :at`;
    case 'due':
      return `(commission.status = 'due' OR (commission.status = 'pending' AND commission.due_at <= :at))`;
    case 'held':
    case 'paid':
    case 'reversed':
      return `commission.status = '${status}'`;
    default:
      return unreachable(status);
  }
};
