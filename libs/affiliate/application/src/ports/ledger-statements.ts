import type { AccountTotals, LedgerTransaction, LedgerTransactionId, WorkspaceId } from '@whence/affiliate-domain';

import type { PageRequest } from './page.js';

export interface EntryFilter {
  /** Only transactions that touch this account. */
  readonly account?: string | undefined;
}

/** The ledger for people to read. */
export abstract class LedgerStatements {
  /** The sums of every account, by account and currency. */
  abstract accountTotals(workspaceId: WorkspaceId): Promise<readonly AccountTotals[]>;

  /** Transactions with all their postings, oldest first. */
  abstract entries(
    workspaceId: WorkspaceId,
    filter: EntryFilter,
    page: PageRequest<LedgerTransactionId>,
  ): Promise<readonly LedgerTransaction[]>;
}
