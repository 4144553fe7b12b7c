import { Ledger } from '@whence/affiliate-application';
import { ledgerTransaction, type LedgerTransaction } from '@whence/affiliate-domain';
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
}
