import { Ledger } from '@whence/affiliate-application';
import {
  idOf,
  ledgerTransaction,
  type CommissionId,
  type LedgerTransaction,
  type LedgerTransactionId,
} from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toRows } from '../mappers/ledger-transaction.mapper.js';
import { insertRows } from './insert-rows.js';

export class PostgresLedger extends Ledger {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async post(transactions: readonly LedgerTransaction[]): Promise<void> {
    const rows = transactions.map((transaction) => toRows(this.workspaceId, ledgerTransaction(transaction)));
    await insertRows(
      this.tx,
      'affiliate.ledger_transaction',
      rows.map(({ transaction }) => transaction),
    );
    await insertRows(
      this.tx,
      'affiliate.ledger_posting',
      rows.flatMap(({ postings }) => postings),
    );
  }

  override async accrualsOf(
    commissionIds: readonly CommissionId[],
  ): Promise<ReadonlyMap<CommissionId, LedgerTransactionId>> {
    const rows = await this.tx.query<{ id: string; commission_id: string }>(
      `SELECT id, commission_id FROM affiliate.ledger_transaction
       WHERE workspace_id = $1 AND posting_key = ANY($2::text[])`,
      [this.workspaceId, commissionIds.map((id) => `commission-accrued:${id}`)],
    );
    return new Map(rows.map((row) => [idOf('com', row.commission_id), idOf('ltx', row.id)]));
  }
}
