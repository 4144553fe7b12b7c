import { Clicks } from '@whence/attribution-application';
import type { ClickFacts, ClickId, LinkId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { clickColumns, toClickFacts, type ClickRecord } from '../mappers/click.mapper.js';

export class PostgresClicks extends Clicks {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async named(names: {
    readonly clickIds: readonly ClickId[];
    readonly linkIds: readonly LinkId[];
    readonly clickParts: readonly string[];
  }): Promise<readonly ClickFacts[]> {
    const rows = await this.tx.query<ClickRecord>(
      `SELECT ${clickColumns}
       FROM attribution.click
       WHERE workspace_id = $1 AND (id = ANY($2::text[]) OR (link_id = ANY($3::text[]) AND click_part = ANY($4::text[])))
       ORDER BY clicked_at, id`,
      [this.workspaceId, names.clickIds, names.linkIds, names.clickParts],
    );
    return rows.map(toClickFacts);
  }
}
