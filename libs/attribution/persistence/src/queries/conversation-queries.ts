import type { Attribution, Verdict } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import { apiScope, type RowSource } from '@whence/platform/postgres';
import type { Channel } from '@whence/signals';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';

import { toDomain, type DecisionRecord } from '../mappers/decision.mapper.js';
import { ConversationRow } from '../rows/conversation.row.js';
import { DecisionRow } from '../rows/decision.row.js';
import { TouchpointRow } from '../rows/touchpoint.row.js';
import { namedPseudonyms } from '../stores/participant-pseudonym.js';

export interface ConversationFilter {
  readonly channel?: Channel;
  readonly channelAccountId?: string;
  readonly participantId?: string;
  readonly status?: Attribution['status'];
  /** Opened at or after, UTC milliseconds. */
  readonly from?: number;
  /** Opened before, UTC milliseconds. */
  readonly to?: number;
  /** Also those in which the person has not written yet. */
  readonly includesUnopened: boolean;
  /** The conversation after which the page begins. */
  readonly after?: string;
  readonly limit: number;
}

export interface ConversationView {
  readonly id: string;
  readonly channel: Channel;
  readonly channelAccountId: string;
  readonly participantId: string;
  readonly contactId: string;
  readonly openedAt?: Date;
  /** Of the contact; absent until the person writes. */
  readonly attribution?: Attribution;
}

export interface ExplanationView {
  readonly conversation: ConversationView;
  readonly touchpoints: readonly TouchpointView[];
  /** Oldest first. */
  readonly versions: readonly Attribution[];
}

export interface TouchpointView {
  readonly id: string;
  readonly entryId: string;
  readonly matchType: string;
  readonly enteredAt: Date;
  readonly clickedAt?: Date;
  readonly receivedAt: Date;
  readonly seenBy: readonly string[];
  readonly evidence: TouchpointRow['evidence'];
  readonly verdicts: readonly Verdict[];
}

/** Conversations as the API shows them, one workspace at a time. */
export class ConversationQueries {
  constructor(
    private readonly rows: RowSource,
    private readonly keys: MasterKey,
  ) {}

  /** By id, up to `limit + 1`: the one too many says that there is a next page. */
  async list(workspaceId: string, filter: ConversationFilter): Promise<readonly ConversationView[]> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const query = this.filtered(manager, workspaceId, filter);
      const found = await query
        .orderBy('c.id')
        .limit(filter.limit + 1)
        .getMany();
      const decisions = await standingDecisions(manager, workspaceId, found.map(answeringContact));
      return found.map((row) => this.toView(row, decisions.get(answeringContact(row))));
    });
  }

  async byId(workspaceId: string, id: string): Promise<ConversationView | undefined> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const row = await manager.findOneBy(ConversationRow, { workspaceId, id });
      if (row === null) return undefined;
      const decisions = await standingDecisions(manager, workspaceId, [answeringContact(row)]);
      return this.toView(row, decisions.get(answeringContact(row)));
    });
  }

  async explanation(workspaceId: string, id: string): Promise<ExplanationView | undefined> {
    return this.rows.inTransaction(apiScope(workspaceId), async (manager) => {
      const row = await manager.findOneBy(ConversationRow, { workspaceId, id });
      if (row === null) return undefined;
      const ofContact = { workspaceId, contactId: answeringContact(row) };
      const touchpoints = await manager.find(TouchpointRow, {
        where: ofContact,
        order: { enteredAt: 'ASC', id: 'ASC' },
      });
      const versions = await manager.find(DecisionRow, { where: ofContact, order: { version: 'ASC' } });
      const standing = versions.find((version) => version.isStanding);
      return {
        conversation: this.toView(row, standing),
        touchpoints: touchpoints.map(toTouchpointView),
        versions: versions.map((version) => toDomain(toRecord(version))),
      };
    });
  }

  private filtered(
    manager: EntityManager,
    workspaceId: string,
    filter: ConversationFilter,
  ): SelectQueryBuilder<ConversationRow> {
    const { participantId, from, to, after } = filter;
    const query = manager
      .createQueryBuilder(ConversationRow, 'c')
      .leftJoin(
        DecisionRow,
        'd',
        'd.workspace_id = c.workspace_id AND d.contact_id = coalesce(c.answered_by, c.contact_id) AND d.is_standing',
      )
      .where('c.workspace_id = :workspaceId', { workspaceId });
    const narrow = (value: unknown, condition: string, params: Record<string, unknown>): void => {
      if (value !== undefined) query.andWhere(condition, params);
    };
    if (!filter.includesUnopened) query.andWhere('c.opened_at IS NOT NULL');
    narrow(filter.channel, 'c.channel = :channel', { channel: filter.channel });
    narrow(filter.channelAccountId, 'c.channel_account_id = :account', { account: filter.channelAccountId });
    narrow(filter.status, 'd.status = :status', { status: filter.status });
    narrow(from, 'c.opened_at >= :from', { from: new Date(from ?? 0) });
    narrow(to, 'c.opened_at < :to', { to: new Date(to ?? 0) });
    narrow(after, 'c.id > :after', { after });
    if (participantId !== undefined) {
      const pseudonyms = namedPseudonyms(this.keys, workspaceId as `wsp_${string}`, participantId);
      query.andWhere(
        `EXISTS (SELECT FROM attribution.channel_identity i
           WHERE i.workspace_id = c.workspace_id AND i.contact_id = c.contact_id AND i.scope IN ('whatsapp', c.channel_account_id) AND i.channel = c.channel AND i.pseudonym IN (:...pseudonyms))`,
        { pseudonyms },
      );
    }
    return query;
  }

  private toView(row: ConversationRow, decision: DecisionRow | undefined): ConversationView {
    return {
      id: row.id,
      channel: row.channel,
      channelAccountId: row.channelAccountId,
      participantId: this.keys.open(row.workspaceId, row.participantSealed).toString(),
      contactId: row.contactId,
      ...(row.openedAt === null ? {} : { openedAt: row.openedAt }),
      ...(decision === undefined ? {} : { attribution: toDomain(toRecord(decision)) }),
    };
  }
}

const answeringContact = (row: ConversationRow): string => row.answeredBy ?? row.contactId;

const standingDecisions = async (
  manager: EntityManager,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, DecisionRow>> => {
  const found = await manager
    .createQueryBuilder(DecisionRow, 'd')
    .where('d.is_standing AND d.workspace_id = :workspaceId AND d.contact_id = ANY(:contactIds)', {
      workspaceId,
      contactIds,
    })
    .getMany();
  return new Map(found.map((decision) => [decision.contactId, decision]));
};

const toRecord = (row: DecisionRow): DecisionRecord => ({
  version: row.version,
  status: row.status,
  reason: row.reason,
  match_type: row.matchType,
  credits: row.credits,
  conversation_id: row.conversationId,
  opened_at: row.openedAt,
  final_at: row.finalAt,
  decided_at: row.decidedAt,
  because: row.because,
  flags: row.flags,
  overridden: row.overridden,
  inference: row.inference,
});

const toTouchpointView = (row: TouchpointRow): TouchpointView => ({
  id: row.id,
  entryId: row.entryId,
  matchType: row.matchType,
  enteredAt: row.enteredAt,
  ...(row.clickedAt === null ? {} : { clickedAt: row.clickedAt }),
  receivedAt: row.receivedAt,
  seenBy: row.seenBy,
  evidence: row.evidence,
  verdicts: row.verdicts,
});
