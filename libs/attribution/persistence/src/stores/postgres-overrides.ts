import { Overrides } from '@whence/attribution-application';
import type { ContactId, Override, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

export class PostgresOverrides extends Overrides {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async inForce(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Override>> {
    const rows = await this.tx.query<{ contact_id: ContactId; override: Override }>(
      `SELECT contact_id, override FROM attribution.override
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[])`,
      [this.workspaceId, contactIds],
    );
    return new Map(rows.map((row) => [row.contact_id, row.override]));
  }

  async put(contactId: ContactId, override: Override): Promise<void> {
    await this.tx.query(
      `INSERT INTO attribution.override (workspace_id, contact_id, override) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT override_one_per_contact DO UPDATE SET override = EXCLUDED.override`,
      [this.workspaceId, contactId, JSON.stringify(override)],
    );
  }

  async revoke(contactId: ContactId): Promise<boolean> {
    const revoked = await this.tx.query(
      'DELETE FROM attribution.override WHERE workspace_id = $1 AND contact_id = $2 RETURNING contact_id',
      [this.workspaceId, contactId],
    );
    return revoked.length > 0;
  }
}
