import { workerScope, type Database } from '@whence/platform/postgres';

import { unknownChannelAccount } from './quarantine.js';

/** An account that deliveries name and nobody registered. */
export interface WaitedForAccount {
  /** As `referenceName` writes it. */
  readonly reference: string;
  /** How many parts of deliveries are kept aside for it. */
  readonly parts: number;
}

const accountsMax = 20;

/** The channel accounts that are waited for, through whatever provider. */
export class WaitedForAccounts {
  constructor(private readonly database: Database) {}

  /** Those of a workspace that most is kept aside for, at most twenty. */
  async of(workspaceId: string): Promise<readonly WaitedForAccount[]> {
    return this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<WaitedForAccount>(
        `SELECT account_reference AS reference, count(*)::int AS parts FROM intake.quarantine
         WHERE workspace_id = $1 AND resolved_at IS NULL AND reason = $2 AND account_reference IS NOT NULL
         GROUP BY account_reference ORDER BY parts DESC, account_reference LIMIT $3`,
        [workspaceId, unknownChannelAccount, accountsMax],
      ),
    );
  }
}
