import type { Refund } from '@whence/attribution-application';
import type { ConversionId, RefundId } from '@whence/attribution-domain';

/** One row of `attribution.refund`. */
export interface RefundRecord {
  readonly id: RefundId;
  readonly external_id: string;
  readonly fingerprint: string;
  readonly conversion_id: ConversionId;
  readonly amount_minor: string | null;
  readonly refunded_to_date_minor: string | null;
  readonly currency: string | null;
  readonly occurred_at: Date;
}

export const refundColumns =
  'id, external_id, fingerprint, conversion_id, amount_minor, refunded_to_date_minor, currency, occurred_at';

export const toDomain = (row: RefundRecord): Refund => ({
  id: row.id,
  externalId: row.external_id,
  conversionId: row.conversion_id,
  ...partOf(row),
  occurredAt: row.occurred_at.getTime(),
});

const partOf = (row: RefundRecord): Pick<Refund, 'part'> => {
  const { amount_minor: amountMinor, refunded_to_date_minor: toDateMinor, currency } = row;
  if (amountMinor === null || toDateMinor === null || currency === null) return {};
  return {
    part: {
      amount: { amountMinor: BigInt(amountMinor), currency },
      refundedToDate: { amountMinor: BigInt(toDateMinor), currency },
    },
  };
};

/** One row under the names of its columns. */
export const toRow = ({ part, ...refund }: Refund, fingerprint: string): object => ({
  id: refund.id,
  external_id: refund.externalId,
  fingerprint,
  conversion_id: refund.conversionId,
  amount_minor: part?.amount.amountMinor.toString() ?? null,
  refunded_to_date_minor: part?.refundedToDate.amountMinor.toString() ?? null,
  currency: part?.amount.currency ?? null,
  occurred_at: new Date(refund.occurredAt),
});
