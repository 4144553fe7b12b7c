import { DuePartners, type DuePartner } from '@whence/affiliate-application';
import { idOf, type Instant } from '@whence/affiliate-domain';
import { workerScope, type Database } from '@whence/platform/postgres';

const workspacesTogetherMax = 500;

/** Looks through the workspaces in groups: no transaction sees rows of a workspace that it does not name. */
export class PostgresDuePartners extends DuePartners {
  constructor(private readonly database: Database) {
    super();
  }

  override async at(now: Instant, limit: number): Promise<readonly DuePartner[]> {
    const found: DuePartner[] = [];
    let group = await this.workspacesAfter('');
    while (group.length > 0 && found.length < limit) {
      found.push(...(await this.amongst(group, now, limit - found.length)));
      group = group.length < workspacesTogetherMax ? [] : await this.workspacesAfter(group.at(-1) ?? '');
    }
    return found;
  }

  private async workspacesAfter(last: string): Promise<readonly string[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ workspace_id: string }>(
        'SELECT workspace_id FROM affiliate.earning_workspace WHERE workspace_id > $1 ORDER BY workspace_id LIMIT $2',
        [last, workspacesTogetherMax],
      ),
    );
    return rows.map((row) => row.workspace_id);
  }

  private async amongst(workspaceIds: readonly string[], now: Instant, limit: number): Promise<readonly DuePartner[]> {
    const rows = await this.database.inTransaction(workerScope(...workspaceIds), (tx) =>
      tx.query<{ workspace_id: string; partner_id: string }>(
        `SELECT DISTINCT workspace_id, partner_id FROM affiliate.commission
         WHERE workspace_id = ANY($1::text[]) AND status = 'pending' AND due_at <= $2
         ORDER BY workspace_id, partner_id LIMIT $3`,
        [workspaceIds, new Date(now), limit],
      ),
    );
    return rows.map((row) => ({
      workspaceId: idOf('wsp', row.workspace_id),
      partnerId: idOf('prt', row.partner_id),
    }));
  }
}
