import type { Conversion } from '@whence/attribution-application';
import type {
  ContactId,
  ConversationId,
  ConversionAttribution,
  ConversionId,
  Credit,
} from '@whence/attribution-domain';

/** One row of `attribution.conversion`. */
export interface ConversionRecord {
  readonly id: ConversionId;
  readonly type: Conversion['type'];
  readonly external_id: string | null;
  readonly fingerprint: string;
  readonly contact_id: ContactId | null;
  readonly conversation_id: ConversationId | null;
  readonly amount_minor: string | null;
  readonly currency: string | null;
  readonly occurred_at: Date;
  readonly status: ConversionAttribution['status'];
  readonly reason: string | null;
  readonly credits: readonly Credit[];
  readonly version: number;
  readonly final_at: Date | null;
}

export const conversionColumns =
  'id, type, external_id, fingerprint, contact_id, conversation_id, amount_minor, currency, occurred_at, status, reason, credits, version, final_at';

export const toDomain = (row: ConversionRecord, now: number): Conversion => ({
  id: row.id,
  type: row.type,
  ...(row.external_id === null ? {} : { externalId: row.external_id }),
  ...(row.contact_id === null ? {} : { contactId: row.contact_id }),
  ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
  ...(row.amount_minor === null || row.currency === null
    ? {}
    : { amount: { amountMinor: BigInt(row.amount_minor), currency: row.currency } }),
  occurredAt: row.occurred_at.getTime(),
  attribution: toAttribution(row),
  version: row.version,
  isFinal: row.final_at !== null && row.final_at.getTime() <= now,
  ...(row.final_at === null ? {} : { finalAt: row.final_at.getTime() }),
});

const toAttribution = ({ status, reason, credits }: ConversionRecord): ConversionAttribution => {
  if (status === 'parked') return { status };
  if (status === 'unattributed') return { status, reason: reason ?? 'unknown' };
  const [first, ...rest] = credits;
  if (first === undefined) throw new Error('an attributed conversion without credits');
  return { status, credits: [first, ...rest] };
};

/** The values of one row, in the order of `conversionColumns`. */
export const toRow = (conversion: Conversion, fingerprint: string): readonly unknown[] => {
  const { contactId, conversationId, externalId, amount, finalAt } = conversion;
  return [
    conversion.id,
    conversion.type,
    externalId ?? null,
    fingerprint,
    contactId ?? null,
    conversationId ?? null,
    ...amountColumns(amount),
    new Date(conversion.occurredAt),
    ...attributionColumns(conversion.attribution),
    conversion.version,
    finalAt === undefined ? null : new Date(finalAt),
  ];
};

const amountColumns = (amount: Conversion['amount']): readonly [string | null, string | null] =>
  amount === undefined ? [null, null] : [amount.amountMinor.toString(), amount.currency];

/** Status, reason and credits as columns. */
export const attributionColumns = (attribution: ConversionAttribution): readonly [string, string | null, string] => [
  attribution.status,
  attribution.status === 'unattributed' ? attribution.reason : null,
  JSON.stringify(attribution.status === 'attributed' ? attribution.credits : []),
];
