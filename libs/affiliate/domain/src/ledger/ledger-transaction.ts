import type { Commission, RefundReversal } from '../commission/commission.js';
import type { CommissionId, LedgerTransactionId, PartnerId, ProgramId } from '../ids.js';
import { money, negated, sumByCurrency, type Money } from '../money/money.js';
import type { Instant } from '../time.js';

/** A place where money stands, such as `partner-payable:prt_…`; an account may hold several currencies. */
export type Account = `commission-expense:${ProgramId}` | `partner-payable:${PartnerId}`;

/** What a program has cost. */
export const commissionExpense = (programId: ProgramId): Account => `commission-expense:${programId}`;

/** What is owed to a partner. */
export const partnerPayable = (partnerId: PartnerId): Account => `partner-payable:${partnerId}`;

/** One line of a transaction: positive amounts are debits, negative ones credits. */
export interface Posting {
  readonly account: Account;
  readonly amount: Money;
}

export type LedgerTransactionKind = 'commission-accrued' | 'commission-reversed';

/** Postings that belong together. Once written it never changes; what was wrong is reversed by another. */
export interface LedgerTransaction {
  readonly id: LedgerTransactionId;
  /** At most one transaction is ever written under a key. */
  readonly postingKey: string;
  readonly kind: LedgerTransactionKind;
  readonly commissionId: CommissionId;
  /** When that occurred which the transaction is about. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** They sum to zero in every currency. */
  readonly postings: readonly Posting[];
}

/** Postings that do not sum to zero would make money out of nothing. */
export class LedgerOutOfBalanceViolation extends Error {
  constructor(postingKey: string, differences: readonly Money[]) {
    const shown = differences.map(({ amountMinor, currency }) => `${amountMinor} ${currency}`).join(', ');
    super(`the postings of "${postingKey}" do not sum to zero: ${shown || 'there are none'}`);
    this.name = 'LedgerOutOfBalanceViolation';
  }
}

/** A transaction whose postings sum to zero in every currency; throws `LedgerOutOfBalanceViolation` otherwise. */
export const ledgerTransaction = (transaction: LedgerTransaction): LedgerTransaction => {
  const differences = sumByCurrency(transaction.postings.map((posting) => posting.amount)).filter(
    (sum) => sum.amountMinor !== 0n,
  );
  if (differences.length > 0 || transaction.postings.length === 0) {
    throw new LedgerOutOfBalanceViolation(transaction.postingKey, differences);
  }
  return transaction;
};

/** The id a transaction gets and the moment it is written down. */
type WrittenAs = Pick<LedgerTransaction, 'id' | 'recordedAt'>;

/** The program spends, and owes it to the partner. */
export const accrualOf = (commission: Commission, writtenAs: WrittenAs): LedgerTransaction =>
  ledgerTransaction({
    ...aboutCommission('commission-accrued', commission, writtenAs),
    postings: owed(commission, commission.amount),
  });

/** The same, undone. */
export const reversalOf = (commission: Commission, writtenAs: WrittenAs): LedgerTransaction =>
  ledgerTransaction({
    ...aboutCommission('commission-reversed', commission, writtenAs),
    postings: owed(commission, negated(commission.amount)),
  });

/** The part that a refund undoes. */
export const refundReversalOf = (
  commission: Commission,
  reversal: RefundReversal,
  writtenAs: WrittenAs,
): LedgerTransaction =>
  ledgerTransaction({
    ...aboutRefund('commission-reversed', { commission, reversal }, writtenAs),
    postings: owed(commission, money(-reversal.amountMinor, commission.amount.currency)),
  });

/** The part that a refund undid, given back, so that the whole can be reversed. */
export const refundReversalUndone = (
  commission: Commission,
  reversal: RefundReversal,
  writtenAs: WrittenAs,
): LedgerTransaction =>
  ledgerTransaction({
    ...aboutRefund('commission-accrued', { commission, reversal }, writtenAs),
    postings: owed(commission, money(reversal.amountMinor, commission.amount.currency)),
  });

const owed = ({ programId, partnerId }: Commission, amount: Money): readonly Posting[] => [
  { account: commissionExpense(programId), amount },
  { account: partnerPayable(partnerId), amount: negated(amount) },
];

const aboutCommission = (kind: LedgerTransactionKind, { id, occurredAt }: Commission, writtenAs: WrittenAs) => ({
  ...writtenAs,
  postingKey: `${kind}:${id}`,
  kind,
  commissionId: id,
  occurredAt,
});

interface RefundedPart {
  readonly commission: Commission;
  readonly reversal: RefundReversal;
}

const aboutRefund = (kind: LedgerTransactionKind, { commission, reversal }: RefundedPart, writtenAs: WrittenAs) => ({
  ...aboutCommission(kind, commission, writtenAs),
  postingKey: `${kind}:${commission.id}:${reversal.refundId}`,
  occurredAt: reversal.refundedAt,
});
