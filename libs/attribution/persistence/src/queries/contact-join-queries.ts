import type { JoinReason } from '@whence/attribution-domain';
import { apiScope, type RowSource } from '@whence/platform/postgres';

/** Two contacts that became one. */
export interface ContactJoinView {
  readonly id: string;
  readonly keptContactId: string;
  readonly absorbedContactId: string;
  readonly because: JoinReason;
  readonly reason: string | null;
  readonly joinedAt: Date;
  readonly separatedAt: Date | null;
}

/** Two contacts that were named together and contradict each other. */
export interface IdentityConflictView {
  readonly id: string;
  readonly contactIds: readonly [string, string];
  readonly because: JoinReason;
  readonly reason: string;
  readonly noticedAt: Date;
}

export interface JoinFilter {
  readonly contactId?: string;
  readonly after?: string;
  readonly limit: number;
}

const joinColumns = `id, kept_contact_id AS "keptContactId", absorbed_contact_id AS "absorbedContactId", because, reason,
  joined_at AS "joinedAt", separated_at AS "separatedAt"`;

/** What happened to contacts, one workspace at a time. */
export class ContactJoinQueries {
  constructor(private readonly rows: RowSource) {}

  async byId(workspaceId: string, id: string): Promise<ContactJoinView | undefined> {
    const [join] = await this.read<ContactJoinView>(
      workspaceId,
      `SELECT ${joinColumns} FROM attribution.contact_join WHERE workspace_id = $1 AND id = $2`,
      [workspaceId, id],
    );
    return join;
  }

  /** By id, up to `limit + 1`: the one too many says that there is a next page. */
  list(workspaceId: string, { contactId, after, limit }: JoinFilter): Promise<readonly ContactJoinView[]> {
    return this.read(
      workspaceId,
      `SELECT ${joinColumns} FROM attribution.contact_join
       WHERE workspace_id = $1 AND id > $2 AND ($3::text IS NULL OR $3 IN (kept_contact_id, absorbed_contact_id))
       ORDER BY id LIMIT $4`,
      [workspaceId, after ?? '', contactId ?? null, limit + 1],
    );
  }

  /** By id, up to `limit + 1`. */
  conflicts(workspaceId: string, { contactId, after, limit }: JoinFilter): Promise<readonly IdentityConflictView[]> {
    return this.read(
      workspaceId,
      `SELECT id, ARRAY[one_contact_id, other_contact_id] AS "contactIds", because, reason, noticed_at AS "noticedAt"
       FROM attribution.identity_conflict
       WHERE workspace_id = $1 AND id > $2 AND ($3::text IS NULL OR $3 IN (one_contact_id, other_contact_id))
       ORDER BY id LIMIT $4`,
      [workspaceId, after ?? '', contactId ?? null, limit + 1],
    );
  }

  private read<View>(workspaceId: string, sql: string, params: readonly unknown[]): Promise<readonly View[]> {
    return this.rows.inTransaction(apiScope(workspaceId), (manager) => manager.query(sql, [...params]));
  }
}
