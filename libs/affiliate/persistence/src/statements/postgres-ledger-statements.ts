import { LedgerStatements, type EntryFilter, type PageRequest } from '@whence/affiliate-application';
import type {
  Account,
  AccountTotals,
  LedgerTransaction,
  LedgerTransactionId,
  WorkspaceId,
} from '@whence/affiliate-domain';
import { apiScope, type RowSource } from '@whence/platform/postgres';
import { In } from 'typeorm';

import { toDomain } from '../mappers/ledger-transaction.mapper.js';
import { LedgerPostingRow } from '../rows/ledger-posting.row.js';
import { LedgerTransactionRow } from '../rows/ledger-transaction.row.js';

interface AccountTotalsRow {
  readonly account: string;
  readonly currency: string;
  readonly debit_minor: string;
  readonly credit_minor: string;
}

export class PostgresLedgerStatements extends LedgerStatements {
  constructor(private readonly rows: RowSource) {
    super();
  }

  override accountTotals(workspaceId: WorkspaceId): Promise<readonly AccountTotals[]> {
    return this.rows.inTransaction(apiScope(workspaceId), async (_, tx) => {
      const rows = await tx.query<AccountTotalsRow>(
        `SELECT account, currency,
           coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::text AS debit_minor,
           coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::text AS credit_minor
         FROM affiliate.ledger_posting WHERE workspace_id = $1 GROUP BY account, currency ORDER BY account, currency`,
        [workspaceId],
      );
      return rows.map((row) => ({
        account: row.account as Account,
        currency: row.currency,
        debitMinor: BigInt(row.debit_minor),
        creditMinor: BigInt(row.credit_minor),
      }));
    });
  }

  override entries(
    workspaceId: WorkspaceId,
    { account }: EntryFilter,
    { after, limit }: PageRequest<LedgerTransactionId>,
  ): Promise<readonly LedgerTransaction[]> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const query = manager.createQueryBuilder(LedgerTransactionRow, 'entry').where({ workspaceId });
      if (account !== undefined) query.andWhere(touchesAccount, { account });
      if (after !== undefined) query.andWhere('entry.id > :after', { after });
      const transactions = await query.orderBy('entry.id').limit(limit).getMany();
      const postings = await manager.findBy(LedgerPostingRow, {
        workspaceId,
        transactionId: In(transactions.map(({ id }) => id)),
      });
      return transactions.map((transaction) =>
        toDomain({ transaction, postings: postings.filter(({ transactionId }) => transactionId === transaction.id) }),
      );
    });
  }
}

const touchesAccount = `EXISTS (
  SELECT FROM affiliate.ledger_posting posting
  WHERE posting.workspace_id = entry.workspace_id AND posting.transaction_id = entry.id AND posting.account = :account)`;
