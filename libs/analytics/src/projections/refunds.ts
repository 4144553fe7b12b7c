import type { ConversionRefundedV1 } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

/** A refund never changes; one without amounts undoes a conversion that brought no revenue. */
export const projectRefund = async (tx: Transaction, refund: ConversionRefundedV1): Promise<void> => {
  const { amount, refundedToDate } = refund;
  if (amount === undefined || refundedToDate === undefined) return;
  await tx.query(
    `INSERT INTO analytics.refund
       (workspace_id, refund_id, conversion_id, occurred_at, amount_minor, to_date_minor, currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      refund.workspaceId,
      refund.refundId,
      refund.conversionId,
      refund.occurredAt,
      amount.amountMinor,
      refundedToDate.amountMinor,
      amount.currency,
    ],
  );
};
