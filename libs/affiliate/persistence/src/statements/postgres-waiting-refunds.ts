import { WaitingRefunds } from '@whence/affiliate-application';
import type { WorkspaceId } from '@whence/affiliate-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

export class PostgresWaitingRefunds extends WaitingRefunds {
  constructor(private readonly database: Database) {
    super();
  }

  override async count(workspaceId: WorkspaceId): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM affiliate.refund
         WHERE workspace_id = $1 AND NOT EXISTS (
           SELECT FROM affiliate.conversion
           WHERE conversion.workspace_id = refund.workspace_id AND conversion.id = refund.conversion_id)`,
        [workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}
