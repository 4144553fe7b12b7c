import { MessageTexts, OutdatedTexts, type MessageText } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import { byteaArray, workerScope, type Database, type Transaction } from '@whence/platform/postgres';

/** Longer than any channel lets a person write; what a vendor makes longer is cut. */
const textLengthMax = 10_000;

/** Texts under the workspace's key. */
export class PostgresMessageTexts extends MessageTexts {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly keys: MasterKey,
  ) {
    super();
  }

  async keep(texts: readonly MessageText[]): Promise<void> {
    if (texts.length === 0) return;
    // In one order, so that two who keep the same ones wait for each other and never in a circle.
    const inOrder = [...texts].sort((one, other) => (one.signalKey < other.signalKey ? -1 : 1));
    await this.tx.query(
      `INSERT INTO attribution.message_text AS known
         (workspace_id, signal_key, conversation_id, sealed, is_platforms, kept_until)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bytea[], $5::boolean[], $6::timestamptz[])
       ON CONFLICT ON CONSTRAINT message_text_once DO UPDATE SET kept_until = EXCLUDED.kept_until,
         sealed = CASE WHEN EXCLUDED.is_platforms AND NOT known.is_platforms THEN EXCLUDED.sealed ELSE known.sealed END,
         is_platforms = known.is_platforms OR EXCLUDED.is_platforms`,
      [
        this.workspaceId,
        inOrder.map(({ signalKey }) => signalKey),
        inOrder.map(({ conversationId }) => conversationId),
        byteaArray(inOrder.map(({ text }) => this.keys.seal(this.workspaceId, text.slice(0, textLengthMax)))),
        inOrder.map(({ isPlatforms }) => isPlatforms),
        inOrder.map(({ keptUntil }) => new Date(keptUntil)),
      ],
    );
    await this.tx.query(
      'INSERT INTO attribution.text_keeping_workspace (workspace_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [this.workspaceId],
    );
  }

  async drop(signalKeys: readonly string[]): Promise<void> {
    if (signalKeys.length === 0) return;
    await this.tx.query(
      'DELETE FROM attribution.message_text WHERE workspace_id = $1 AND signal_key = ANY($2::text[])',
      [this.workspaceId, signalKeys],
    );
  }
}

const workspacesTogetherMax = 500;

/** Looks through the workspaces in groups: no transaction sees rows of a workspace that it does not name. */
export class PostgresOutdatedTexts extends OutdatedTexts {
  constructor(private readonly database: Database) {
    super();
  }

  override async erase(moment: Instant, limit: number): Promise<number> {
    let erased = 0;
    let group = await this.workspacesAfter('');
    while (group.length > 0 && erased < limit) {
      erased += await this.eraseAmongst(group, moment, limit - erased);
      group = group.length < workspacesTogetherMax ? [] : await this.workspacesAfter(group.at(-1) ?? '');
    }
    return erased;
  }

  private async workspacesAfter(last: string): Promise<readonly string[]> {
    const rows = await this.database.statement<{ workspace_id: string }>(workerScope(), {
      sql: `SELECT workspace_id FROM attribution.text_keeping_workspace WHERE workspace_id > $1
            ORDER BY workspace_id LIMIT $2`,
      params: [last, workspacesTogetherMax],
    });
    return rows.map((row) => row.workspace_id);
  }

  private async eraseAmongst(workspaceIds: readonly string[], moment: Instant, limit: number): Promise<number> {
    const rows = await this.database.statement(workerScope(...workspaceIds), {
      sql: `DELETE FROM attribution.message_text WHERE (workspace_id, signal_key) IN (
              SELECT workspace_id, signal_key FROM attribution.message_text
              WHERE workspace_id = ANY($1::text[]) AND kept_until <= $2
              ORDER BY workspace_id, kept_until LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING signal_key`,
      params: [workspaceIds, new Date(moment), limit],
    });
    return rows.length;
  }
}
