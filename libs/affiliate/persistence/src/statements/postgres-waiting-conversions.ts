import { WaitingConversions } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

export class PostgresWaitingConversions extends WaitingConversions {
  constructor(private readonly database: Database) {
    super();
  }

  override async count(workspaceId: WorkspaceId): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM affiliate.conversion WHERE workspace_id = $1 AND waiting_since IS NOT NULL`,
        [workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}
