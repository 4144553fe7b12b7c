import type { Conversion } from '@whence/attribution-application';
import type { Attribution, ContactId, ConversationId, ConversionId } from '@whence/attribution-domain';
import { apiScope, type RowSource } from '@whence/platform/postgres';
import type { EntityManager } from 'typeorm';

import { toDomain } from '../mappers/conversion.mapper.js';
import { toDomain as toAttribution, type DecisionRecord } from '../mappers/decision.mapper.js';
import { ConversionRow } from '../rows/conversion.row.js';

export interface ConversionFilter {
  readonly type?: Conversion['type'];
  readonly status?: Conversion['attribution']['status'];
  readonly externalId?: string;
  readonly after?: string;
  readonly limit: number;
  /** For telling what is final, UTC milliseconds. */
  readonly now: number;
}

export interface ConversionView {
  readonly conversion: Conversion;
  /** The contact's attribution, which the conversion follows. */
  readonly attribution?: Attribution;
}

/** Conversions as the API shows them, one workspace at a time. */
export class ConversionQueries {
  constructor(private readonly rows: RowSource) {}

  /** By id, up to `limit + 1`: the one too many says that there is a next page. */
  async list(workspaceId: string, filter: ConversionFilter): Promise<readonly ConversionView[]> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const query = manager
        .createQueryBuilder(ConversionRow, 'v')
        .where('v.workspace_id = :workspaceId', { workspaceId })
        .orderBy('v.id')
        .limit(filter.limit + 1);
      if (filter.type !== undefined) query.andWhere('v.type = :type', { type: filter.type });
      if (filter.status !== undefined) query.andWhere('v.status = :status', { status: filter.status });
      if (filter.externalId !== undefined) query.andWhere('v.external_id = :id', { id: filter.externalId });
      if (filter.after !== undefined) query.andWhere('v.id > :after', { after: filter.after });
      return this.toViews(manager, await query.getMany(), filter.now);
    });
  }

  async byId(workspaceId: string, id: string, now: number): Promise<ConversionView | undefined> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const row = await manager.findOneBy(ConversionRow, { workspaceId, id });
      const [view] = await this.toViews(manager, row === null ? [] : [row], now);
      return view;
    });
  }

  /** How many wait for their contact. */
  async parked(workspaceId: string): Promise<number> {
    return this.rows.inTransaction(apiScope(workspaceId), (manager) =>
      manager.countBy(ConversionRow, { workspaceId, status: 'parked' }),
    );
  }

  private async toViews(
    manager: EntityManager,
    rows: readonly ConversionRow[],
    now: number,
  ): Promise<readonly ConversionView[]> {
    const decisions: (DecisionRecord & { readonly contact_id: string })[] = await manager.query(
      `SELECT * FROM attribution.decision
       WHERE is_standing AND (workspace_id, contact_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [rows.map((row) => row.workspaceId), rows.map((row) => row.contactId)],
    );
    return rows.map((row) => {
      const decision = decisions.find((standing) => standing.contact_id === row.contactId);
      const conversion = toConversion(row, now);
      return decision === undefined ? { conversion } : { conversion, attribution: toAttribution(decision) };
    });
  }
}

const toConversion = (row: ConversionRow, now: number): Conversion =>
  toDomain(
    {
      id: row.id as ConversionId,
      type: row.type,
      external_id: row.externalId,
      fingerprint: '',
      contact_id: row.contactId as ContactId | null,
      home_contact_id: null,
      conversation_id: row.conversationId as ConversationId | null,
      amount_minor: row.amountMinor,
      currency: row.currency,
      coupon: row.coupon,
      coupon_fingerprint: row.couponFingerprint,
      coupon_touchpoint_id: row.couponTouchpointId,
      occurred_at: row.occurredAt,
      received_at: row.receivedAt,
      status: row.status,
      reason: row.reason,
      credits: row.credits,
      version: row.version,
      final_at: row.finalAt,
    },
    now,
  );
