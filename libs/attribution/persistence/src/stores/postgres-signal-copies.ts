import { SignalCopies, type ChangedNames, type Fingerprints } from '@whence/attribution-application';
import type { ContactId, SignalCopy, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow, type SignalCopyRecord } from '../mappers/signal-copy.mapper.js';

/** Plain signals that a decision can depend on are among this many earliest of their kind in a conversation. */
const earliestSignalsMax = 12;

export class PostgresSignalCopies extends SignalCopies {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly fingerprints: Fingerprints,
  ) {
    super();
  }

  async add(contactId: ContactId, copies: readonly SignalCopy[]): Promise<number> {
    let added = 0;
    for (const copy of copies) {
      const rows = await this.tx.query(
        `INSERT INTO attribution.signal_copy (workspace_id, contact_id, conversation_id, signal_key, connection_id, digest, provider,
           kind, channel, channel_account_id, occurred_at, precision_ms, clock, received_at, is_readable, is_forwarded, text_digest, "references", names)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
         ON CONFLICT ON CONSTRAINT signal_copy_unique DO UPDATE SET received_at = EXCLUDED.received_at
           WHERE signal_copy.received_at > EXCLUDED.received_at
         RETURNING signal_key`,
        toRow(copy, { workspaceId: this.workspaceId, contactId, digest: this.digestOf(copy) }),
      );
      added += rows.length;
    }
    return added;
  }

  async deciding(contactId: ContactId): Promise<readonly SignalCopy[]> {
    const rows = await this.tx.query<SignalCopyRecord>(
      `WITH deciding AS (
         SELECT signal_key FROM attribution.signal_copy WHERE contact_id = $1 AND "references" <> '[]'::jsonb
         UNION
         SELECT early.signal_key
         FROM attribution.conversation c
         CROSS JOIN unnest(ARRAY['message-received', 'business-wrote', 'thread-opened']) AS wanted (kind)
         CROSS JOIN LATERAL (
           SELECT signal_key FROM attribution.signal_copy s
           WHERE s.conversation_id = c.id AND s.kind = wanted.kind ORDER BY s.occurred_at, s.signal_key LIMIT $2
         ) early
         WHERE c.contact_id = $1
       )
       SELECT conversation_id, signal_key, connection_id, provider, kind, channel, channel_account_id, occurred_at, precision_ms,
         clock, received_at, is_readable, is_forwarded, text_digest, "references"
       FROM attribution.signal_copy WHERE contact_id = $1 AND signal_key IN (SELECT signal_key FROM deciding)
       ORDER BY occurred_at, signal_key, connection_id, digest`,
      [contactId, earliestSignalsMax],
    );
    return rows.map(toDomain);
  }

  async contactsNaming(changed: ChangedNames): Promise<readonly ContactId[]> {
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `SELECT contact_id FROM attribution.signal_copy WHERE workspace_id = $1 AND names && $2::text[]
       UNION
       SELECT contact_id FROM attribution.touchpoint
       WHERE workspace_id = $1 AND (partner_id = ANY($3::text[]) OR program_id = ANY($4::text[]))
       ORDER BY contact_id`,
      [this.workspaceId, indexedNames(changed), changed.partnerIds ?? [], changed.programIds ?? []],
    );
    return rows.map((row) => row.contact_id);
  }

  /** Content only: the same copy delivered again, whenever, is the same row. */
  private digestOf(copy: SignalCopy): string {
    const content = [copy.kind, copy.occurredAt, copy.isReadable, copy.isForwarded, copy.textDigest, copy.references];
    return this.fingerprints.of(this.workspaceId, JSON.stringify(content));
  }
}

const indexedNames = (changed: ChangedNames): readonly string[] => [
  ...(changed.linkIds ?? []).map((id) => `link:${id}`),
  ...(changed.refCodes ?? []).map((ref) => `ref:${ref}`),
  ...(changed.textCodes ?? []).map((code) => `code:${code}`),
  ...(changed.adIds ?? []).map((adId) => `ad:${adId}`),
];
