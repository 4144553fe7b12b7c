import {
  SignalCopies,
  type ChangedNames,
  type ContactPage,
  type Fingerprints,
  type NewSignal,
  type OwnedCopy,
} from '@whence/attribution-application';
import type { ContactId, SignalCopy, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { namesOf, toDomain, toRow, type SignalCopyRecord } from '../mappers/signal-copy.mapper.js';

/**
 * The first signals of a kind in a conversation are among this many of its earliest copies, and so are the first readable
 * messages among its readable ones: a signal has a few copies at most, one or two for each connection that tells of it.
 */
const earliestCopiesMax = 24;
/** Touches beyond so many are told of, and decide nothing: a contact is opened long before, by his first message. */
export const namingCopiesMax = 500;
const columns = `workspace_id, contact_id, conversation_id, signal_key, connection_id, digest, provider, kind, channel,
  channel_account_id, occurred_at, precision_ms, clock, received_at, is_readable, is_forwarded, text_digest, language, "references"`;

const lowestContactId: ContactId = 'ctc_';

export class PostgresSignalCopies extends SignalCopies {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly fingerprints: Fingerprints,
  ) {
    super();
  }

  async add(copies: readonly OwnedCopy[]): Promise<readonly NewSignal[]> {
    const owners = new Map(copies.map(({ contactId, copy }) => [copy.key, contactId]));
    const rows = await this.tx.query<{ signal_key: string }>(
      `INSERT INTO attribution.signal_copy (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::attribution.signal_copy, $1::jsonb)
       ON CONFLICT ON CONSTRAINT signal_copy_unique DO UPDATE SET received_at = EXCLUDED.received_at
         WHERE signal_copy.received_at > EXCLUDED.received_at
       RETURNING signal_key`,
      [JSON.stringify(this.distinctRows(copies))],
    );
    await this.keepNames(copies);
    const newKeys = [...new Set(rows.map((row) => row.signal_key))];
    return newKeys.map((signalKey) => ({ signalKey, contactId: owners.get(signalKey) as ContactId }));
  }

  // OFFSET 0: looked up one by one, also while PostgreSQL does not know yet how large these tables have become.
  async deciding(contactIds: readonly ContactId[], newKeys: readonly string[]): Promise<readonly OwnedCopy[]> {
    const rows = await this.tx.query<SignalCopyRecord & { readonly contact_id: ContactId }>(
      `WITH who AS (SELECT unnest($2::text[]) AS contact_id), deciding AS (
         SELECT naming.signal_key FROM who CROSS JOIN LATERAL (
           SELECT signal_key FROM attribution.signal_copy s
           WHERE s.contact_id = who.contact_id AND s."references" <> '[]'::jsonb
           ORDER BY s.occurred_at, s.signal_key LIMIT $3
         ) naming
         UNION
         SELECT early.signal_key
         FROM who CROSS JOIN LATERAL (
           SELECT id FROM attribution.conversation WHERE contact_id = who.contact_id OFFSET 0
         ) c
         CROSS JOIN (VALUES ('message-received', false), ('message-received', true), ('business-wrote', false),
           ('thread-opened', false), ('conversation-started', false)) AS wanted (kind, must_be_readable)
         CROSS JOIN LATERAL (
           SELECT signal_key FROM attribution.signal_copy s
           WHERE s.conversation_id = c.id AND s.kind = wanted.kind AND s.is_readable >= wanted.must_be_readable
           ORDER BY s.occurred_at, s.signal_key LIMIT $4
         ) early
         UNION
         SELECT unnest($5::text[])
       )
       SELECT copy.* FROM deciding CROSS JOIN LATERAL (
         SELECT contact_id, conversation_id, signal_key, connection_id, digest, provider, kind, channel, channel_account_id,
           occurred_at, precision_ms, clock, received_at, joined_at, is_readable, is_forwarded, text_digest, language, "references"
         FROM attribution.signal_copy
         WHERE workspace_id = $1 AND signal_key = deciding.signal_key AND contact_id = ANY($2::text[]) OFFSET 0
       ) copy
       ORDER BY occurred_at, signal_key, connection_id, digest`,
      [this.workspaceId, contactIds, namingCopiesMax, earliestCopiesMax, newKeys],
    );
    return rows.map((row) => ({ contactId: row.contact_id, copy: toDomain(row) }));
  }

  async contactsNaming(
    changed: ChangedNames,
    { asOf, after = lowestContactId, limit }: ContactPage,
  ): Promise<readonly ContactId[]> {
    const coupons = (changed.couponCodes ?? []).map((code) => this.fingerprints.coupon(this.workspaceId, code));
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `SELECT contact_id FROM (
         SELECT contact_id FROM attribution.evidence_name
         WHERE workspace_id = $1 AND name = ANY($2::text[]) AND contact_id > $5
         UNION
         SELECT contact_id FROM attribution.touchpoint
         WHERE workspace_id = $1 AND (partner_id = ANY($3::text[]) OR program_id = ANY($4::text[])) AND contact_id > $5
         UNION
         SELECT contact_id FROM attribution.conversion
         WHERE workspace_id = $1 AND coupon_fingerprint = ANY($8::text[]) AND contact_id > $5
       ) AS naming
       WHERE NOT EXISTS (SELECT FROM attribution.decision
           WHERE decision.contact_id = naming.contact_id AND decision.is_standing AND decision.final_at <= $6)
         OR EXISTS (SELECT FROM attribution.conversion
           WHERE conversion.contact_id = naming.contact_id AND conversion.final_at > $6)
       ORDER BY contact_id LIMIT $7`,
      [
        this.workspaceId,
        [...indexedNames(changed), ...coupons.map((fingerprint) => `coupon:${fingerprint}`)],
        changed.partnerIds ?? [],
        changed.programIds ?? [],
        after,
        new Date(asOf),
        limit,
        coupons,
      ],
    );
    return rows.map((row) => row.contact_id);
  }

  /** A copy that comes twice among these is one row, received when the first of them was. */
  private distinctRows(copies: readonly OwnedCopy[]): readonly object[] {
    const distinct = new Map<string, OwnedCopy & { readonly digest: string }>();
    for (const { contactId, copy } of copies) {
      const digest = this.digestOf(copy);
      const name = `${copy.key} ${copy.connectionId} ${digest}`;
      const known = distinct.get(name);
      if (known === undefined || known.copy.receivedAt > copy.receivedAt)
        distinct.set(name, { contactId, copy, digest });
    }
    // In one order, so that two who keep the same ones wait for each other and never in a circle.
    const inOrder = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1));
    return inOrder.map(([, { copy, ...owner }]) => toRow(copy, { workspaceId: this.workspaceId, ...owner }));
  }

  private async keepNames(copies: readonly OwnedCopy[]): Promise<void> {
    const named = copies.flatMap(({ contactId, copy }) => namesOf(copy.references).map((name) => [name, contactId]));
    if (named.length === 0) return;
    await this.tx.query(
      `INSERT INTO attribution.evidence_name (workspace_id, name, contact_id)
       SELECT DISTINCT $1, name, contact_id FROM unnest($2::text[], $3::text[]) AS named (name, contact_id)
       ORDER BY name, contact_id
       ON CONFLICT ON CONSTRAINT evidence_name_unique DO NOTHING`,
      [this.workspaceId, named.map(([name]) => name), named.map(([, contactId]) => contactId)],
    );
  }

  /** Content only: the same copy delivered again, whenever, is the same row. A language is no content, but our guess. */
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
  ...(changed.clickNames ?? []),
];
