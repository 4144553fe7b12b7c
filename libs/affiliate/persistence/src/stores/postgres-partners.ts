import { Partners } from '@whence/affiliate-application';
import type { Partner } from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

export class PostgresPartners extends Partners {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async put({ id, revision, name, status }: Partner): Promise<boolean> {
    const kept = await this.tx.query(
      `INSERT INTO affiliate.partner AS known (workspace_id, id, revision, name, status) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id, id) DO UPDATE
         SET revision = excluded.revision, name = excluded.name, status = excluded.status
         WHERE known.revision < excluded.revision
       RETURNING id`,
      [this.workspaceId, id, revision, name, status],
    );
    return kept.length > 0;
  }
}
