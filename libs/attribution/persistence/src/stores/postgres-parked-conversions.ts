import { ParkedConversions, type ParkedConversion } from '@whence/attribution-application';
import type { ContactId, ConversionId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

const workspacesTogetherMax = 500;

/** Looks through the workspaces in groups: no transaction sees rows of a workspace that it does not name. */
export class PostgresParkedConversions extends ParkedConversions {
  constructor(private readonly database: Database) {
    super();
  }

  override async heardOfBy(moment: Instant, limit: number): Promise<readonly ParkedConversion[]> {
    const found: ParkedConversion[] = [];
    let group = await this.workspacesAfter('');
    while (group.length > 0 && found.length < limit) {
      found.push(...(await this.amongst(group, moment, limit - found.length)));
      group = group.length < workspacesTogetherMax ? [] : await this.workspacesAfter(group.at(-1) ?? '');
    }
    return found;
  }

  private async workspacesAfter(last: string): Promise<readonly string[]> {
    const rows = await this.database.statement<{ workspace_id: string }>(workerScope(), {
      sql: `SELECT workspace_id FROM attribution.parking_workspace WHERE workspace_id > $1 ORDER BY workspace_id LIMIT $2`,
      params: [last, workspacesTogetherMax],
    });
    return rows.map((row) => row.workspace_id);
  }

  private async amongst(
    workspaceIds: readonly string[],
    moment: Instant,
    limit: number,
  ): Promise<readonly ParkedConversion[]> {
    const rows = await this.database.statement<ParkedRecord>(workerScope(...workspaceIds), {
      sql: `SELECT workspace_id, id, contact_id FROM attribution.conversion
            WHERE workspace_id = ANY($1::text[]) AND status = 'parked' AND received_at <= $2
            ORDER BY workspace_id, received_at, id LIMIT $3`,
      params: [workspaceIds, new Date(moment), limit],
    });
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      conversionId: row.id,
      ...(row.contact_id === null ? {} : { contactId: row.contact_id }),
    }));
  }
}

interface ParkedRecord {
  readonly workspace_id: WorkspaceId;
  readonly id: ConversionId;
  readonly contact_id: ContactId | null;
}
