import { Clicks } from '@whence/attribution-application';
import type { ClickFacts, ClickId, LinkId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

interface ClickRecord {
  readonly id: ClickId;
  readonly link_id: LinkId;
  readonly clicked_at: Date;
  readonly click_part: string | null;
  readonly visitor: ClickFacts['visitor'];
  readonly is_test: boolean;
}

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
      `SELECT id, link_id, clicked_at, click_part, visitor,
         coalesce(robot_reason = 'link-test', false) AS is_test
       FROM attribution.click
       WHERE workspace_id = $1 AND (id = ANY($2::text[]) OR (link_id = ANY($3::text[]) AND click_part = ANY($4::text[])))
       ORDER BY clicked_at, id`,
      [this.workspaceId, names.clickIds, names.linkIds, names.clickParts],
    );
    return rows.map((row) => ({
      id: row.id,
      linkId: row.link_id,
      clickedAt: row.clicked_at.getTime(),
      ...(row.click_part === null ? {} : { clickPart: row.click_part }),
      visitor: row.visitor,
      ...(row.is_test ? { isTest: true } : {}),
    }));
  }
}
