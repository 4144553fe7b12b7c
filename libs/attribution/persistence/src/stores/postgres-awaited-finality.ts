import { AwaitedFinality, type FinalContact } from '@whence/attribution-application';
import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

/** Looks at the queue of every workspace; no policy hides it from the worker role. */
export class PostgresAwaitedFinality extends AwaitedFinality {
  constructor(private readonly database: Database) {
    super();
  }

  async at(now: Instant, limit: number): Promise<readonly FinalContact[]> {
    const rows = await this.database.statement<{ workspace_id: WorkspaceId; contact_id: ContactId }>(workerScope(), {
      sql: `SELECT workspace_id, contact_id FROM attribution.awaited_finality WHERE final_at <= $1
             ORDER BY final_at, contact_id LIMIT $2`,
      params: [new Date(now), limit],
    });
    return rows.map((row) => ({ workspaceId: row.workspace_id, contactId: row.contact_id }));
  }
}
