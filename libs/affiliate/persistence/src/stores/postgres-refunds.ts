import { Refunds } from '@whence/affiliate-application';
import type { ConversionId, Refund } from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow } from '../mappers/refund.mapper.js';
import { fromColumns, toColumns } from '../rows/columns.js';
import type { RefundRow } from '../rows/refund.row.js';

const columns = 'workspace_id, id, conversion_id, occurred_at, amount_minor, to_date_minor, currency';

export class PostgresRefunds extends Refunds {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async add(refund: Refund): Promise<boolean> {
    const added = await this.tx.query(
      `INSERT INTO affiliate.refund (${columns})
       SELECT ${columns} FROM jsonb_populate_record(NULL::affiliate.refund, $1::jsonb)
       ON CONFLICT (workspace_id, id) DO NOTHING RETURNING id`,
      [JSON.stringify(toColumns(toRow(this.workspaceId, refund)))],
    );
    return added.length > 0;
  }

  override async of(conversionIds: readonly ConversionId[]): Promise<readonly Refund[]> {
    const rows = await this.tx.query<object>(
      `SELECT ${columns} FROM affiliate.refund
       WHERE workspace_id = $1 AND conversion_id = ANY($2::text[]) ORDER BY id`,
      [this.workspaceId, conversionIds],
    );
    return rows.map((row) => toDomain(fromColumns<RefundRow>(row)));
  }
}
