import {
  Decisions,
  type ExplainedTouchpoint,
  type Fingerprints,
  type NewDecision,
  type TouchpointVersion,
} from '@whence/attribution-application';
import type { Attribution, ContactId, Touchpoint, TouchpointId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow, type DecisionRecord } from '../mappers/decision.mapper.js';
import { keepTouchpointsSql, toTouchpointRow } from './keep-touchpoints.js';

const decisionColumns =
  'version, status, reason, match_type, credits, conversation_id, opened_at, final_at, decided_at, because, flags, overridden, inference';

export class PostgresDecisions extends Decisions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly fingerprints: Fingerprints,
  ) {
    super();
  }

  async standing(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Attribution>> {
    const rows = await this.tx.query<DecisionRecord & { readonly contact_id: ContactId }>(
      `SELECT contact_id, ${decisionColumns} FROM attribution.decision
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) AND is_standing`,
      [this.workspaceId, contactIds],
    );
    return new Map(rows.map((row) => [row.contact_id, toDomain(row)]));
  }

  async add(decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    const { workspaceId } = this;
    await this.tx.query(
      `UPDATE attribution.decision SET is_standing = false
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) AND is_standing`,
      [workspaceId, decisions.map(({ contactId }) => contactId)],
    );
    const rows = decisions.map(({ contactId, attribution }) => toRow(attribution, { workspaceId, contactId }));
    await this.tx.query(
      `INSERT INTO attribution.decision (workspace_id, contact_id, is_standing, ${decisionColumns})
       SELECT workspace_id, contact_id, is_standing, ${decisionColumns}
       FROM jsonb_populate_recordset(NULL::attribution.decision, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }

  async stopAwaiting(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    if (contactIds.length === 0) return new Set();
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `DELETE FROM attribution.awaited_finality WHERE workspace_id = $1 AND contact_id = ANY($2::text[])
       RETURNING contact_id`,
      [this.workspaceId, contactIds],
    );
    return new Set(rows.map((row) => row.contact_id));
  }

  async explain(touchpoints: readonly ExplainedTouchpoint[]): Promise<readonly TouchpointVersion[]> {
    if (touchpoints.length === 0) return [];
    const distinct = [...new Map(touchpoints.map((explained) => [explained.touch.id, explained])).values()];
    const known = await this.knownVersions(distinct.map(({ touch }) => touch.id));
    const versioned = distinct.map((explained) => {
      const digest = this.digestOf(explained.touch);
      const before = known.get(explained.touch.id);
      const isSame = before?.digest === digest;
      return { explained, digest, isSame, version: (before?.version ?? 0) + Number(!isSame) };
    });
    const rows = versioned.map(({ explained, ...told }) => toTouchpointRow(explained, told));
    await this.tx.query(keepTouchpointsSql, [this.workspaceId, JSON.stringify(rows)]);
    return versioned
      .filter(({ isSame }) => !isSame)
      .map(({ explained: { contactId, touch }, version }) => ({ contactId, touch, version }));
  }

  async withdraw(ids: readonly TouchpointId[]): Promise<void> {
    if (ids.length === 0) return;
    await this.tx.query('DELETE FROM attribution.touchpoint WHERE workspace_id = $1 AND id = ANY($2::text[])', [
      this.workspaceId,
      ids,
    ]);
  }

  private async knownVersions(
    ids: readonly TouchpointId[],
  ): Promise<ReadonlyMap<string, { version: number; digest: string }>> {
    const rows = await this.tx.query<{ id: string; version: number; delivered_digest: string }>(
      'SELECT id, version, delivered_digest FROM attribution.touchpoint WHERE workspace_id = $1 AND id = ANY($2::text[])',
      [this.workspaceId, ids],
    );
    return new Map(rows.map((row) => [row.id, { version: row.version, digest: row.delivered_digest }]));
  }

  /** What is told of a touch in `messaging.referral`: when this changes, it is told again. */
  private digestOf(touch: Touchpoint): string {
    return this.fingerprints.of(this.workspaceId, JSON.stringify([touch.reference, touch.link?.id, touch.ad?.id]));
  }
}
