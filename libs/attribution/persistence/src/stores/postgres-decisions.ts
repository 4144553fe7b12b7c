import {
  Decisions,
  type ExplainedTouchpoint,
  type Fingerprints,
  type TouchpointVersion,
} from '@whence/attribution-application';
import type { Attribution, ContactId, Touchpoint, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow, type DecisionRecord } from '../mappers/decision.mapper.js';
import { evidenceOf } from '../mappers/touchpoint-evidence.js';

const decisionColumns =
  'version, status, reason, match_type, credits, conversation_id, opened_at, final_at, decided_at, because, flags';

export class PostgresDecisions extends Decisions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly fingerprints: Fingerprints,
  ) {
    super();
  }

  async standing(contactId: ContactId): Promise<Attribution | undefined> {
    const [row] = await this.tx.query<DecisionRecord>(
      `SELECT ${decisionColumns} FROM attribution.decision WHERE contact_id = $1 AND is_standing`,
      [contactId],
    );
    return row === undefined ? undefined : toDomain(row);
  }

  async add(contactId: ContactId, attribution: Attribution): Promise<void> {
    await this.tx.query('UPDATE attribution.decision SET is_standing = false WHERE contact_id = $1 AND is_standing', [
      contactId,
    ]);
    await this.tx.query(
      `INSERT INTO attribution.decision (workspace_id, contact_id, ${decisionColumns}, is_standing)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true)`,
      toRow(attribution, { workspaceId: this.workspaceId, contactId }),
    );
  }

  async explain(
    contactId: ContactId,
    touchpoints: readonly ExplainedTouchpoint[],
  ): Promise<readonly TouchpointVersion[]> {
    const known = await this.knownVersions(contactId);
    const changed: TouchpointVersion[] = [];
    for (const explained of touchpoints) {
      const before = known.get(explained.touch.id);
      const digest = this.digestOf(explained.touch);
      const version = before?.digest === digest ? before.version : (before?.version ?? 0) + 1;
      await this.keep(contactId, explained, { version, digest });
      if (version !== before?.version) changed.push({ touch: explained.touch, version });
    }
    return changed;
  }

  private async knownVersions(contactId: ContactId): Promise<ReadonlyMap<string, { version: number; digest: string }>> {
    const rows = await this.tx.query<{ id: string; version: number; delivered_digest: string }>(
      'SELECT id, version, delivered_digest FROM attribution.touchpoint WHERE contact_id = $1',
      [contactId],
    );
    return new Map(rows.map((row) => [row.id, { version: row.version, digest: row.delivered_digest }]));
  }

  private async keep(
    contactId: ContactId,
    { touch, entryId, verdicts }: ExplainedTouchpoint,
    { version, digest }: { readonly version: number; readonly digest: string },
  ): Promise<void> {
    const named = touch.link ?? touch.ad;
    await this.tx.query(
      `INSERT INTO attribution.touchpoint (workspace_id, id, contact_id, conversation_id, version, delivered_digest, entry_id,
         match_type, entered_at, clicked_at, received_at, seen_by, evidence, verdicts, partner_id, program_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT ON CONSTRAINT touchpoint_unique DO UPDATE SET version = EXCLUDED.version,
         delivered_digest = EXCLUDED.delivered_digest, entry_id = EXCLUDED.entry_id, match_type = EXCLUDED.match_type,
         entered_at = EXCLUDED.entered_at, clicked_at = EXCLUDED.clicked_at, received_at = EXCLUDED.received_at,
         seen_by = EXCLUDED.seen_by, evidence = EXCLUDED.evidence, verdicts = EXCLUDED.verdicts,
         partner_id = EXCLUDED.partner_id, program_id = EXCLUDED.program_id`,
      [
        this.workspaceId,
        touch.id,
        contactId,
        touch.conversationId,
        version,
        digest,
        entryId,
        touch.matchType,
        new Date(touch.enteredAt),
        touch.clickedAt === undefined ? null : new Date(touch.clickedAt),
        new Date(touch.receivedAt),
        touch.seenBy,
        JSON.stringify(evidenceOf(touch)),
        JSON.stringify(verdicts),
        named?.partnerId ?? null,
        named?.programId ?? null,
      ],
    );
  }

  /** What is told of a touch in `messaging.referral`: when this changes, it is told again. */
  private digestOf(touch: Touchpoint): string {
    return this.fingerprints.of(this.workspaceId, JSON.stringify([touch.reference, touch.link?.id, touch.ad?.id]));
  }
}
