import type { CommissionPosting } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

type Posting = (tx: Transaction, commission: CommissionPosting) => Promise<void>;

/** Postings are appended and never change; a reversal is a posting of its own that the funnel subtracts. */
const post =
  (kind: 'accrued' | 'reversed'): Posting =>
  async (tx, commission) => {
    await tx.query(
      `INSERT INTO analytics.commission_posting
         (workspace_id, ledger_transaction_id, commission_id, kind, partner_id, program_id, conversion_id,
          link_id, campaign_id, channel, occurred_at, amount_minor, currency)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`,
      [
        commission.workspaceId,
        commission.ledgerTransactionId,
        commission.commissionId,
        kind,
        commission.partnerId,
        commission.programId,
        commission.conversionId,
        commission.linkId ?? null,
        commission.campaignId ?? null,
        commission.channel ?? null,
        // What a refund undoes counts when the refund occurred.
        commission.refundedAt ?? commission.occurredAt,
        commission.amount.amountMinor,
        commission.amount.currency,
      ],
    );
  };

export const projectCommissionAccrued = post('accrued');
export const projectCommissionReversed = post('reversed');
