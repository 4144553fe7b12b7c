import type { MasterKey } from '@whence/platform/crypto';
import { apiScope, type RowSource } from '@whence/platform/postgres';

/** Of messages of the same second the first by key is the opening, as in deciding. */
const ofOpeningSql = `
  SELECT kept.sealed FROM (
    SELECT copy.workspace_id, copy.signal_key FROM attribution.conversation
    JOIN attribution.signal_copy AS copy ON copy.conversation_id = conversation.id
      AND copy.kind = 'message-received' AND copy.occurred_at = conversation.opened_at
    WHERE conversation.workspace_id = $1 AND conversation.id = $2 ORDER BY copy.signal_key LIMIT 1
  ) AS opening
  JOIN attribution.message_text AS kept USING (workspace_id, signal_key)
  WHERE kept.kept_until > $3`;

/** What people wrote, where a program wants it kept; one workspace at a time. */
export class MessageTextQueries {
  constructor(
    private readonly rows: RowSource,
    private readonly keys: MasterKey,
  ) {}

  /** The first message of a conversation, as long as it is kept; `now` in UTC milliseconds. */
  async ofOpening(workspaceId: string, conversationId: string, now: number): Promise<string | undefined> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const params = [workspaceId, conversationId, new Date(now)];
      const [row] = await manager.query<{ readonly sealed: Buffer }[]>(ofOpeningSql, params);
      return row === undefined ? undefined : this.keys.open(workspaceId, row.sealed).toString();
    });
  }
}
