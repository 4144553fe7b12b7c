import type { ContactId, Reference, SignalCopy, TypedReference, WorkspaceId } from '@whence/attribution-domain';
import type { PlatformTime } from '@whence/signals';

/** One row of `attribution.signal_copy`. */
export interface SignalCopyRecord {
  readonly conversation_id: SignalCopy['conversationId'];
  readonly signal_key: string;
  readonly connection_id: SignalCopy['connectionId'];
  readonly provider: SignalCopy['provider'];
  readonly kind: SignalCopy['kind'];
  readonly channel: SignalCopy['channel'];
  readonly channel_account_id: SignalCopy['channelAccountId'];
  readonly occurred_at: Date;
  readonly precision_ms: PlatformTime['precisionMs'];
  readonly clock: PlatformTime['clock'];
  readonly received_at: Date;
  readonly joined_at: Date | null;
  readonly is_readable: boolean;
  readonly is_forwarded: boolean;
  readonly text_digest: string | null;
  readonly language: string | null;
  readonly references: readonly Reference[];
}

export const toDomain = (row: SignalCopyRecord): SignalCopy => ({
  key: row.signal_key,
  kind: row.kind,
  channel: row.channel,
  channelAccountId: row.channel_account_id,
  conversationId: row.conversation_id,
  provider: row.provider,
  connectionId: row.connection_id,
  occurredAt: { at: row.occurred_at.getTime(), precisionMs: row.precision_ms, clock: row.clock },
  receivedAt: row.received_at.getTime(),
  ...(row.joined_at === null ? {} : { joinedAt: row.joined_at.getTime() }),
  isReadable: row.is_readable,
  isForwarded: row.is_forwarded,
  ...(row.text_digest === null ? {} : { textDigest: row.text_digest }),
  ...(row.language === null ? {} : { language: row.language }),
  references: row.references,
});

/** One row under the names of its columns. */
export const toRow = (
  copy: SignalCopy,
  owner: { readonly workspaceId: WorkspaceId; readonly contactId: ContactId; readonly digest: string },
): object => ({
  workspace_id: owner.workspaceId,
  contact_id: owner.contactId,
  conversation_id: copy.conversationId,
  signal_key: copy.key,
  connection_id: copy.connectionId,
  digest: owner.digest,
  provider: copy.provider,
  kind: copy.kind,
  channel: copy.channel,
  channel_account_id: copy.channelAccountId,
  occurred_at: new Date(copy.occurredAt.at),
  precision_ms: copy.occurredAt.precisionMs,
  clock: copy.occurredAt.clock,
  received_at: new Date(copy.receivedAt),
  joined_at: copy.joinedAt === undefined ? null : new Date(copy.joinedAt),
  is_readable: copy.isReadable,
  is_forwarded: copy.isForwarded,
  text_digest: copy.textDigest ?? null,
  language: copy.language ?? null,
  references: copy.references,
});

/** What evidence names, as it is looked up: `ref:ANNA10`, `link:lnk_…`, `code:WH-…`, `ad:123`, `coupon:` with a fingerprint. */
export const namesOf = (references: readonly Reference[]): readonly string[] =>
  references.flatMap((reference) => {
    if (reference.kind === 'coupon') return [`coupon:${reference.fingerprint}`];
    if (reference.kind === 'typed') return reference.isDamaged ? [] : namesOfCode(reference);
    return [
      ...(reference.ref === undefined ? [] : [`ref:${reference.ref}`]),
      ...(reference.token === undefined ? [] : [`link:${reference.token.linkId}`, `click:${reference.token.clickId}`]),
      ...(reference.adId === undefined ? [] : [`ad:${reference.adId}`]),
    ];
  });

const namesOfCode = ({ code, clickPart }: TypedReference): readonly string[] => [
  `code:${code}`,
  ...(clickPart === undefined ? [] : [`click-part:${code} ${clickPart}`]),
];
