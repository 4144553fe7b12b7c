import type { Attribution, ContactId, Credit, WorkspaceId } from '@whence/attribution-domain';

/** One row of `attribution.decision`. */
export interface DecisionRecord {
  readonly version: number;
  readonly status: Attribution['status'];
  readonly reason: string | null;
  readonly match_type: NonNullable<Attribution['matchType']> | null;
  readonly credits: readonly Credit[];
  readonly conversation_id: Attribution['conversationId'];
  readonly opened_at: Date;
  readonly final_at: Date;
  readonly decided_at: Date;
  readonly because: string;
  readonly flags: readonly string[];
  readonly overridden: NonNullable<Attribution['overridden']> | null;
  readonly inference: NonNullable<Attribution['inference']> | null;
}

export const toDomain = (row: DecisionRecord): Attribution => ({
  version: row.version,
  status: row.status,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.match_type === null ? {} : { matchType: row.match_type }),
  credits: row.credits,
  conversationId: row.conversation_id,
  openedAt: row.opened_at.getTime(),
  finalAt: row.final_at.getTime(),
  decidedAt: row.decided_at.getTime(),
  because: row.because,
  flags: row.flags,
  ...(row.overridden === null ? {} : { overridden: row.overridden }),
  ...(row.inference === null ? {} : { inference: row.inference }),
});

/** One row under the names of its columns. */
export const toRow = (
  attribution: Attribution,
  owner: { readonly workspaceId: WorkspaceId; readonly contactId: ContactId },
): object => ({
  workspace_id: owner.workspaceId,
  contact_id: owner.contactId,
  version: attribution.version,
  status: attribution.status,
  reason: attribution.reason ?? null,
  match_type: attribution.matchType ?? null,
  credits: attribution.credits,
  conversation_id: attribution.conversationId,
  opened_at: new Date(attribution.openedAt),
  final_at: new Date(attribution.finalAt),
  decided_at: new Date(attribution.decidedAt),
  because: attribution.because,
  flags: attribution.flags,
  overridden: attribution.overridden ?? null,
  inference: attribution.inference ?? null,
  is_standing: true,
});
