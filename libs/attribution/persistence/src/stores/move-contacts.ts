import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

/** What moves when contacts join, and back when they are taken apart. */
export interface Move {
  readonly workspaceId: WorkspaceId;
  readonly from: ContactId;
  readonly to: ContactId;
}

const named = ['channel_identity', 'external_user', 'conversation'] as const;

/** Everything that finds the contact. */
export const moveNames = async (tx: Transaction, move: Move): Promise<void> => {
  for (const table of named) await moveRows(tx, table, move);
};

/** Everything that was known of it; it is heard where it is now from `at` on. */
export const moveEvidence = async (tx: Transaction, move: Move, at: Instant): Promise<void> => {
  const { workspaceId, from, to } = move;
  await moveRows(tx, 'conversion', move);
  await tx.query(
    'UPDATE attribution.signal_copy SET contact_id = $3, joined_at = $4 WHERE workspace_id = $1 AND contact_id = $2',
    [workspaceId, from, to, new Date(at)],
  );
  await tx.query('UPDATE attribution.touchpoint SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2', [
    workspaceId,
    from,
    to,
  ]);
  await copyEvidenceNames(tx, move);
};

/** Brings back what was, or would have become, of these contacts if nobody had been joined. */
export const moveBack = async (tx: Transaction, move: Move, family: readonly ContactId[]): Promise<void> => {
  const { workspaceId, from, to } = move;
  for (const table of [...named, 'conversion']) {
    await tx.query(
      `UPDATE attribution.${table} SET contact_id = $3, home_contact_id = nullif(home_contact_id, $3)
       WHERE workspace_id = $1 AND contact_id = $2 AND home_contact_id = ANY($4::text[])`,
      [workspaceId, from, to, family],
    );
  }
  await tx.query(
    `UPDATE attribution.conversation SET answered_by = NULL
     WHERE workspace_id = $1 AND contact_id = $2 AND answered_by = $2`,
    [workspaceId, to],
  );
  await tx.query(moveCopiesBackSql, [workspaceId, from, to]);
  await tx.query(
    `UPDATE attribution.touchpoint SET contact_id = $3 FROM attribution.conversation c
     WHERE touchpoint.workspace_id = $1 AND touchpoint.contact_id = $2
       AND c.id = touchpoint.conversation_id AND c.contact_id = $3`,
    [workspaceId, from, to],
  );
  await copyEvidenceNames(tx, move);
};

/** Who was part of the contact before is heard from when he became it. */
const moveCopiesBackSql = `
  UPDATE attribution.signal_copy SET contact_id = $3, joined_at = (
    SELECT j.joined_at FROM attribution.contact_join j
    WHERE j.absorbed_contact_id = c.home_contact_id AND j.separated_at IS NULL)
  FROM attribution.conversation c
  WHERE signal_copy.workspace_id = $1 AND signal_copy.contact_id = $2
    AND c.id = signal_copy.conversation_id AND c.contact_id = $3`;

const moveRows = async (tx: Transaction, table: string, { workspaceId, from, to }: Move): Promise<void> => {
  await tx.query(
    `UPDATE attribution.${table} SET contact_id = $3, home_contact_id = coalesce(home_contact_id, $2)
     WHERE workspace_id = $1 AND contact_id = $2`,
    [workspaceId, from, to],
  );
};

/** Names that one of them does not have find nothing to decide anew there. */
const copyEvidenceNames = async (tx: Transaction, { workspaceId, from, to }: Move): Promise<void> => {
  await tx.query(
    `INSERT INTO attribution.evidence_name (workspace_id, name, contact_id)
     SELECT workspace_id, name, $3 FROM attribution.evidence_name WHERE workspace_id = $1 AND contact_id = $2
     ON CONFLICT ON CONSTRAINT evidence_name_unique DO NOTHING`,
    [workspaceId, from, to],
  );
};
