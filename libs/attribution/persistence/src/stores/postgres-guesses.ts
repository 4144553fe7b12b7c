import { Guesses, GuessesToReconsider, type GuessedContact, type OpenedBeside } from '@whence/attribution-application';
import type { ContactId, Instant, RecentClick, WorkspaceId } from '@whence/attribution-domain';
import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';

import { clickColumns, toRecentClick, type ClickRecord } from '../mappers/click.mapper.js';

export class PostgresGuesses extends Guesses {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  async clicks({
    channel,
    from,
    to,
    limit,
  }: Parameters<Guesses['clicks']>[0]): Promise<readonly Omit<RecentClick, 'isMatched'>[]> {
    const rows = await this.tx.query<ClickRecord>(
      `SELECT ${clickColumns} FROM attribution.click
       WHERE workspace_id = $1 AND channel = $2 AND clicked_at >= $3 AND clicked_at < $4
       ORDER BY clicked_at DESC, id LIMIT $5`,
      [this.workspaceId, channel, new Date(from), new Date(to), limit],
    );
    return rows.map(toRecentClick);
  }

  async namedByEvidence(names: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.tx.query<{ name: string }>(
      'SELECT DISTINCT name FROM attribution.evidence_name WHERE workspace_id = $1 AND name = ANY($2::text[])',
      [this.workspaceId, names],
    );
    return new Set(rows.map(({ name }) => name));
  }

  async unexplainedBeside(
    { channelAccountId, openedAt, contactId }: OpenedBeside,
    withinMs: number,
  ): Promise<readonly Instant[]> {
    const rows = await this.tx.query<{ opened_at: Date }>(
      `SELECT d.opened_at FROM attribution.conversation c
       JOIN attribution.decision d ON d.conversation_id = c.id AND d.is_standing
       WHERE c.workspace_id = $1 AND c.channel_account_id = $2 AND c.opened_at >= $3 AND c.opened_at < $4
         AND d.contact_id = c.contact_id AND c.contact_id <> $5 AND ${isUnexplained}
       ORDER BY d.opened_at`,
      [this.workspaceId, channelAccountId, new Date(openedAt - withinMs), new Date(openedAt + withinMs), contactId],
    );
    return rows.map((row) => row.opened_at.getTime());
  }

  async reconsiderBeside(opened: readonly OpenedBeside[], withinMs: number): Promise<void> {
    if (opened.length === 0) return;
    await this.tx.query(
      `INSERT INTO attribution.guess_to_reconsider (workspace_id, contact_id)
       SELECT DISTINCT $1, c.contact_id FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
         AS opened (contact_id, channel_account_id, earliest, latest)
       JOIN attribution.conversation c ON c.channel_account_id = opened.channel_account_id
         AND c.opened_at >= opened.earliest AND c.opened_at < opened.latest
       JOIN attribution.decision d ON d.conversation_id = c.id AND d.is_standing AND d.contact_id = c.contact_id
       WHERE c.workspace_id = $1 AND c.contact_id <> opened.contact_id AND ${isUnexplained}
       ORDER BY c.contact_id
       ON CONFLICT ON CONSTRAINT guess_to_reconsider_once DO NOTHING`,
      [
        this.workspaceId,
        opened.map(({ contactId }) => contactId),
        opened.map(({ channelAccountId }) => channelAccountId),
        opened.map(({ openedAt }) => new Date(openedAt - withinMs).toISOString()),
        opened.map(({ openedAt }) => new Date(openedAt + withinMs).toISOString()),
      ],
    );
  }

  async reconsidered(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `DELETE FROM attribution.guess_to_reconsider WHERE workspace_id = $1 AND contact_id = ANY($2::text[])
       RETURNING contact_id`,
      [this.workspaceId, contactIds],
    );
    return new Set(rows.map((row) => row.contact_id));
  }
}

/** Nothing was said or could be read, and nobody is credited but by a guess; as `mayBeInferred` of the domain has it. */
const isUnexplained = `(d.flags = '{}' AND (
  d.status = 'organic' OR d.match_type = 'inferred' OR (d.status = 'unattributed' AND d.reason = 'content-unreadable')))`;

/** Looks at the queue of every workspace; no policy hides it from the worker role. */
export class PostgresGuessesToReconsider extends GuessesToReconsider {
  constructor(private readonly database: Database) {
    super();
  }

  async next(limit: number): Promise<readonly GuessedContact[]> {
    const rows = await this.database.statement<{ workspace_id: WorkspaceId; contact_id: ContactId }>(workerScope(), {
      sql: 'SELECT workspace_id, contact_id FROM attribution.guess_to_reconsider ORDER BY contact_id LIMIT $1',
      params: [limit],
    });
    return rows.map((row) => ({ workspaceId: row.workspace_id, contactId: row.contact_id }));
  }
}
