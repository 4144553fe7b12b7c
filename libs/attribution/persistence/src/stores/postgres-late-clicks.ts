import { LateClicks, type LateClick } from '@whence/attribution-application';
import { workerScope, type Database } from '@whence/platform/postgres';

interface LateClickRow {
  readonly id: LateClick['id'];
  readonly workspace_id: LateClick['workspaceId'];
  readonly link_id: LateClick['linkId'];
  readonly click_part: string | null;
}

/** Looks at the queue of every workspace; the worker role alone reaches it. */
export class PostgresLateClicks extends LateClicks {
  constructor(private readonly database: Database) {
    super();
  }

  async next(limit: number): Promise<readonly LateClick[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<LateClickRow>(
        `SELECT click.id, click.workspace_id, click.link_id, click.click_part FROM attribution.late_click late
         JOIN attribution.click ON click.id = late.click_id ORDER BY late.click_id LIMIT $1`,
        [limit],
      ),
    );
    return rows.map((row) => ({
      id: row.id,
      workspaceId: row.workspace_id,
      linkId: row.link_id,
      ...(row.click_part === null ? {} : { clickPart: row.click_part }),
    }));
  }

  async done(clicks: readonly LateClick[]): Promise<void> {
    await this.database.inTransaction(workerScope(), (tx) =>
      tx.query('DELETE FROM attribution.late_click WHERE click_id = ANY($1::text[])', [clicks.map(({ id }) => id)]),
    );
  }
}
