import { SignalCopies, type ChangedNames, type ContactPage, type Fingerprints } from '@whence/attribution-application';
import type { ContactId, SignalCopy, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { namesOf, toDomain, toRow, type SignalCopyRecord } from '../mappers/signal-copy.mapper.js';

/**
 * The first signals of a kind in a conversation are among this many of its earliest copies, and so are the first readable
 * messages among its readable ones: a signal has a few copies at most, one or two for each connection that tells of it.
 */
const earliestCopiesMax = 24;
/** Touches beyond so many are told of, and decide nothing: a contact is opened long before, by his first message. */
const namingCopiesMax = 500;
const lowestContactId: ContactId = 'ctc_';

export class PostgresSignalCopies extends SignalCopies {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly fingerprints: Fingerprints,
  ) {
    super();
  }

  async add(contactId: ContactId, copies: readonly SignalCopy[]): Promise<readonly string[]> {
    const added = new Set<string>();
    for (const copy of copies) {
      const rows = await this.tx.query(
        `INSERT INTO attribution.signal_copy (workspace_id, contact_id, conversation_id, signal_key, connection_id, digest, provider,
           kind, channel, channel_account_id, occurred_at, precision_ms, clock, received_at, is_readable, is_forwarded, text_digest, "references")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         ON CONFLICT ON CONSTRAINT signal_copy_unique DO UPDATE SET received_at = EXCLUDED.received_at
           WHERE signal_copy.received_at > EXCLUDED.received_at
         RETURNING signal_key`,
        toRow(copy, { workspaceId: this.workspaceId, contactId, digest: this.digestOf(copy) }),
      );
      if (rows.length > 0) added.add(copy.key);
    }
    await this.keepNames(
      contactId,
      copies.flatMap((copy) => namesOf(copy.references)),
    );
    return [...added];
  }

  async deciding(contactId: ContactId, newKeys: readonly string[]): Promise<readonly SignalCopy[]> {
    const rows = await this.tx.query<SignalCopyRecord>(
      `WITH deciding AS (
         (SELECT signal_key FROM attribution.signal_copy
          WHERE contact_id = $2 AND "references" <> '[]'::jsonb ORDER BY occurred_at, signal_key LIMIT $3)
         UNION
         SELECT early.signal_key
         FROM attribution.conversation c
         CROSS JOIN (VALUES ('message-received', false), ('message-received', true), ('business-wrote', false),
           ('thread-opened', false), ('conversation-started', false)) AS wanted (kind, must_be_readable)
         CROSS JOIN LATERAL (
           SELECT signal_key FROM attribution.signal_copy s
           WHERE s.conversation_id = c.id AND s.kind = wanted.kind AND s.is_readable >= wanted.must_be_readable
           ORDER BY s.occurred_at, s.signal_key LIMIT $4
         ) early
         WHERE c.contact_id = $2
         UNION
         SELECT unnest($5::text[])
       )
       SELECT conversation_id, signal_key, connection_id, provider, kind, channel, channel_account_id, occurred_at, precision_ms,
         clock, received_at, is_readable, is_forwarded, text_digest, "references"
       FROM attribution.signal_copy
       WHERE workspace_id = $1 AND contact_id = $2 AND signal_key IN (SELECT signal_key FROM deciding)
       ORDER BY occurred_at, signal_key, connection_id, digest`,
      [this.workspaceId, contactId, namingCopiesMax, earliestCopiesMax, newKeys],
    );
    return rows.map(toDomain);
  }

  async contactsNaming(
    changed: ChangedNames,
    { asOf, after = lowestContactId, limit }: ContactPage,
  ): Promise<readonly ContactId[]> {
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `SELECT contact_id FROM (
         SELECT contact_id FROM attribution.evidence_name
         WHERE workspace_id = $1 AND name = ANY($2::text[]) AND contact_id > $5
         UNION
         SELECT contact_id FROM attribution.touchpoint
         WHERE workspace_id = $1 AND (partner_id = ANY($3::text[]) OR program_id = ANY($4::text[])) AND contact_id > $5
       ) AS naming
       WHERE NOT EXISTS (SELECT FROM attribution.decision
         WHERE decision.contact_id = naming.contact_id AND decision.is_standing AND decision.final_at <= $6)
       ORDER BY contact_id LIMIT $7`,
      [
        this.workspaceId,
        indexedNames(changed),
        changed.partnerIds ?? [],
        changed.programIds ?? [],
        after,
        new Date(asOf),
        limit,
      ],
    );
    return rows.map((row) => row.contact_id);
  }

  private async keepNames(contactId: ContactId, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.tx.query(
      `INSERT INTO attribution.evidence_name (workspace_id, name, contact_id) SELECT $1, unnest($2::text[]), $3
       ON CONFLICT ON CONSTRAINT evidence_name_unique DO NOTHING`,
      [this.workspaceId, [...new Set(names)].sort(), contactId],
    );
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
