import type { LedgerTransaction, LedgerTransactionId, WorkspaceId } from '@whence/affiliate-domain';

import type { EntryFilter, LedgerStatements } from '../ports/ledger-statements.js';
import type { PageRequest } from '../ports/page.js';

export interface ListLedgerEntriesQuery extends PageRequest<LedgerTransactionId>, EntryFilter {
  readonly workspaceId: WorkspaceId;
}

/** The ledger's transactions with their postings, oldest first. */
export class ListLedgerEntries {
  constructor(private readonly statements: LedgerStatements) {}

  run({ workspaceId, after, limit, ...filter }: ListLedgerEntriesQuery): Promise<readonly LedgerTransaction[]> {
    return this.statements.entries(workspaceId, filter, { after, limit });
  }
}
