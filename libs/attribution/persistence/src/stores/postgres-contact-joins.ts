import { ContactJoins, type NewConflict, type NewJoin } from '@whence/attribution-application';
import type { ContactId, ContactName, Instant, JoinableContact, JoinId, WorkspaceId } from '@whence/attribution-domain';
import { newId } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';

import { moveBack, moveEvidence, moveNames } from './move-contacts.js';

export class PostgresContactJoins extends ContactJoins {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async joinable(contactIds: readonly ContactId[]): Promise<readonly JoinableContact[]> {
    const rows = await this.tx.query<JoinableRecord>(joinableSql, [this.workspaceId, contactIds]);
    return contactIds.flatMap((contactId) => rows.filter(({ id }) => id === contactId).map(toJoinable));
  }

  async join({ kept, absorbed, because, reason, at, namesOnly }: NewJoin): Promise<JoinId> {
    const id = newId('joi');
    await this.tx.query(
      `INSERT INTO attribution.contact_join
         (workspace_id, id, kept_contact_id, absorbed_contact_id, because, reason, names_only, joined_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [this.workspaceId, id, kept, absorbed, because, reason ?? null, namesOnly, new Date(at)],
    );
    await this.tx.query(
      `UPDATE attribution.contact SET joined_into = $3, answered_by = $4 WHERE workspace_id = $1 AND id = $2`,
      [this.workspaceId, absorbed, kept, namesOnly ? null : kept],
    );
    if (namesOnly) await this.keepAnswers(absorbed);
    const move = { workspaceId: this.workspaceId, from: absorbed, to: kept };
    await moveNames(this.tx, move);
    if (!namesOnly) await moveEvidence(this.tx, move, at);
    return id;
  }

  async inForce(id: JoinId): Promise<{ readonly holder: ContactId; readonly absorbed: ContactId } | undefined> {
    const [row] = await this.tx.query<{ holder: ContactId; absorbed: ContactId }>(holderSql, [this.workspaceId, id]);
    return row;
  }

  async separate(id: JoinId, at: Instant): Promise<boolean> {
    const between = await this.inForce(id);
    if (between === undefined) return false;
    const { holder, absorbed } = between;
    const [{ ids } = { ids: [] }] = await this.tx.query<{ ids: readonly ContactId[] }>(familySql, [
      this.workspaceId,
      absorbed,
    ]);
    await this.tx.query('UPDATE attribution.contact_join SET separated_at = $3 WHERE workspace_id = $1 AND id = $2', [
      this.workspaceId,
      id,
      new Date(at),
    ]);
    await this.tx.query(
      'UPDATE attribution.contact SET joined_into = NULL, answered_by = NULL WHERE workspace_id = $1 AND id = $2',
      [this.workspaceId, absorbed],
    );
    await moveBack(this.tx, { workspaceId: this.workspaceId, from: holder, to: absorbed }, ids);
    return true;
  }

  async noteConflict({ between, because, reason, at }: NewConflict): Promise<void> {
    const [one, other] = [...between].sort();
    await this.tx.query(
      `INSERT INTO attribution.identity_conflict
         (workspace_id, id, one_contact_id, other_contact_id, because, reason, noticed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT identity_conflict_once DO NOTHING`,
      [this.workspaceId, newId('icf'), one, other, because, reason, new Date(at)],
    );
  }

  /** A final answer stays its conversations' answer. */
  private async keepAnswers(contactId: ContactId): Promise<void> {
    await this.tx.query(
      `UPDATE attribution.conversation SET answered_by = $2
       WHERE workspace_id = $1 AND contact_id = $2 AND answered_by IS NULL`,
      [this.workspaceId, contactId],
    );
  }
}

interface JoinableRecord {
  readonly id: ContactId;
  readonly first_seen_at: Date;
  readonly opened_at: Date | null;
  readonly names: readonly ContactName[];
  readonly kept_apart_from: readonly ContactId[];
}

const toJoinable = (row: JoinableRecord): JoinableContact => ({
  id: row.id,
  names: row.names,
  firstSeenAt: row.first_seen_at.getTime(),
  ...(row.opened_at === null ? {} : { openedAt: row.opened_at.getTime() }),
  keptApartFrom: row.kept_apart_from,
});

/** Everybody who is part of a contact by joins that are in force, himself included. */
const familyCte = `
  WITH RECURSIVE family AS (
    SELECT id FROM attribution.contact WHERE workspace_id = $1 AND id = $2
    UNION
    SELECT j.absorbed_contact_id FROM attribution.contact_join j JOIN family ON family.id = j.kept_contact_id
    WHERE j.workspace_id = $1 AND j.separated_at IS NULL)`;

const familySql = `${familyCte} SELECT array_agg(id) AS ids FROM family`;

/** Joins that the tenant took back keep the two apart, whoever has become part of either. */
const joinableSql = `
  WITH RECURSIVE member AS (
    SELECT id AS contact_id, id FROM attribution.contact WHERE workspace_id = $1 AND id = ANY($2::text[])
    UNION
    SELECT member.contact_id, j.absorbed_contact_id FROM attribution.contact_join j JOIN member ON member.id = j.kept_contact_id
    WHERE j.workspace_id = $1 AND j.separated_at IS NULL
  ), apart AS (
    SELECT one.contact_id, other.contact_id AS from_id FROM attribution.contact_join j
    JOIN member one ON one.id = j.kept_contact_id JOIN member other ON other.id = j.absorbed_contact_id
    WHERE j.workspace_id = $1 AND j.separated_at IS NOT NULL AND one.contact_id <> other.contact_id
  )
  SELECT c.id, c.first_seen_at,
    (SELECT d.opened_at FROM attribution.decision d WHERE d.contact_id = c.id AND d.is_standing) AS opened_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', n.kind, 'scope', n.scope, 'value', n.value)) FROM (
      SELECT kind, scope, pseudonym AS value FROM attribution.channel_identity WHERE contact_id = c.id
      UNION ALL
      SELECT 'externalUser', 'tenant', external_user_id FROM attribution.external_user WHERE contact_id = c.id
    ) AS n), '[]'::jsonb) AS names,
    coalesce((SELECT array_agg(from_id) FROM apart WHERE apart.contact_id = c.id), '{}'::text[])
      || coalesce((SELECT array_agg(contact_id) FROM apart WHERE apart.from_id = c.id), '{}'::text[]) AS kept_apart_from
  FROM attribution.contact c WHERE c.workspace_id = $1 AND c.id = ANY($2::text[])`;

/** Who holds what an absorbed contact had: the one it was joined with, or whom that one was joined with since. */
const holderSql = `
  WITH RECURSIVE up AS (
    SELECT j.absorbed_contact_id AS absorbed, j.kept_contact_id AS holder FROM attribution.contact_join j
    WHERE j.workspace_id = $1 AND j.id = $2 AND j.separated_at IS NULL
    UNION
    SELECT up.absorbed, j.kept_contact_id FROM attribution.contact_join j JOIN up ON up.holder = j.absorbed_contact_id
    WHERE j.workspace_id = $1 AND j.separated_at IS NULL)
  SELECT up.holder, up.absorbed FROM up JOIN attribution.contact c ON c.id = up.holder WHERE c.joined_into IS NULL`;
