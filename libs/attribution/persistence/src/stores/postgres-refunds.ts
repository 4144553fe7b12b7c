import { Refunds, type Refund } from '@whence/attribution-application';
import type { ConversionId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { refundColumns, toDomain, toRow, type RefundRecord } from '../mappers/refund.mapper.js';

export class PostgresRefunds extends Refunds {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async lockOf(conversionId: ConversionId): Promise<readonly Refund[]> {
    await this.tx.query('SELECT FROM attribution.conversion WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE', [
      this.workspaceId,
      conversionId,
    ]);
    const rows = await this.tx.query<RefundRecord>(
      `SELECT ${refundColumns} FROM attribution.refund WHERE workspace_id = $1 AND conversion_id = $2 ORDER BY sequence`,
      [this.workspaceId, conversionId],
    );
    return rows.map(toDomain);
  }

  async byExternalId(
    externalId: string,
  ): Promise<{ readonly refund: Refund; readonly fingerprint: string } | undefined> {
    const [row] = await this.tx.query<RefundRecord>(
      `SELECT ${refundColumns} FROM attribution.refund WHERE workspace_id = $1 AND external_id = $2`,
      [this.workspaceId, externalId],
    );
    return row === undefined ? undefined : { refund: toDomain(row), fingerprint: row.fingerprint };
  }

  async add(refund: Refund, fingerprint: string): Promise<boolean> {
    const added = await this.tx.query(
      `INSERT INTO attribution.refund (workspace_id, ${refundColumns})
       SELECT $1, ${refundColumns} FROM jsonb_populate_record(NULL::attribution.refund, $2::jsonb)
       ON CONFLICT ON CONSTRAINT refund_external_id_unique DO NOTHING RETURNING id`,
      [this.workspaceId, JSON.stringify(toRow(refund, fingerprint))],
    );
    return added.length > 0;
  }
}
