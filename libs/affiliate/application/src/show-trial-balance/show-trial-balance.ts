import { trialBalanceOf, type TrialBalance, type WorkspaceId } from '@whence/affiliate-domain';

import type { LedgerStatements } from '../ports/ledger-statements.js';

/** Shows that the ledger adds up: in every currency debits equal credits. */
export class ShowTrialBalance {
  constructor(private readonly statements: LedgerStatements) {}

  async run(workspaceId: WorkspaceId): Promise<TrialBalance> {
    return trialBalanceOf(await this.statements.accountTotals(workspaceId));
  }
}
