import {
  accrualOf,
  refundReversalOf,
  refundReversalUndone,
  remainderOf,
  reversalOf,
  type Commission,
  type Earned,
  type LedgerTransaction,
  type PendingCommission,
  type RefundedCommission,
  type Refunding,
  type RefundReversal,
  type Revision,
  type StandingCommission,
  type WithdrawnCommission,
} from '@whence/affiliate-domain';

import type { Announcement } from '../ports/announcements.js';
import type { RevisionMeans } from './revise-contacts.js';

/** A transaction, and what others are told of it. */
interface Booking {
  readonly transaction: LedgerTransaction;
  readonly announcement: Announcement;
}

/** Writes a revision down: commissions and their transactions in the ledger. Answers what others are to be told of them. */
export const bookRevision = async (revision: Revision, means: RevisionMeans): Promise<readonly Announcement[]> => {
  const { commissions, ledger } = means.stores;
  const withdrawn = revision.reversals.map((commission) => withdrawnFrom(commission, means));
  const accrued = revision.accruals.map((earned) => accruedFrom(earned, means));
  const refunded = revision.refundings.map((refunding) => refundedFrom(refunding, means));

  // A reversal comes first: at most one commission of a name stands at any time.
  if (withdrawn.length + refunded.length > 0) await commissions.reverse([...withdrawn, ...refunded]);
  if (accrued.length > 0) await commissions.add(accrued);
  if (revision.reschedulings.length > 0) await commissions.reschedule(revision.reschedulings);

  const bookings = [
    ...withdrawn.flatMap((commission) => undo(commission, means)),
    ...accrued.flatMap((commission) => book(commission, means)),
    ...revision.refundings.flatMap(({ refundReversals }, index) =>
      bookRefunds(refunded[index], refundReversals, means),
    ),
  ];
  if (bookings.length > 0) await ledger.post(bookings.map(({ transaction }) => transaction));
  return bookings.map(({ announcement }) => announcement);
};

const withdrawnFrom = (commission: StandingCommission, { recordedAt }: RevisionMeans): WithdrawnCommission => ({
  ...commission,
  status: 'reversed',
  reversedAt: recordedAt,
  reversedBecause: 'credited-otherwise',
});

const accruedFrom = (
  earned: Earned,
  { identities, recordedAt }: RevisionMeans,
): PendingCommission | RefundedCommission => {
  const commission = { ...earned, id: identities.commissionId(), accruedAt: recordedAt, status: 'pending' } as const;
  return hasRemainder(commission) ? commission : whollyRefunded(commission, recordedAt);
};

const refundedFrom = (
  { commission, refundReversals }: Refunding,
  { recordedAt }: RevisionMeans,
): StandingCommission => {
  const refunded = { ...commission, refundReversals: [...commission.refundReversals, ...refundReversals] };
  return hasRemainder(refunded) ? refunded : whollyRefunded(refunded, recordedAt);
};

const hasRemainder = (commission: Commission): boolean => remainderOf(commission).amountMinor > 0n;

const whollyRefunded = (commission: StandingCommission, recordedAt: number): RefundedCommission => ({
  ...commission,
  status: 'reversed',
  reversedAt: recordedAt,
  reversedBecause: 'refunded',
});

/** What refunds undid is accrued again first: then each period shows the commission as if it had never been earned. */
const undo = (commission: WithdrawnCommission, means: RevisionMeans): readonly Booking[] => [
  ...commission.refundReversals.map((refund) => {
    const transaction = refundReversalUndone(commission, refund, writtenNow(means));
    return booking('accrued', commission, { transaction, refund });
  }),
  booking('reversed', commission, { transaction: reversalOf(commission, writtenNow(means)) }),
];

const book = (commission: StandingCommission, means: RevisionMeans): readonly Booking[] => [
  booking('accrued', commission, { transaction: accrualOf(commission, writtenNow(means)) }),
  ...bookRefunds(commission, commission.refundReversals, means),
];

const bookRefunds = (
  commission: StandingCommission | undefined,
  refunds: readonly RefundReversal[],
  means: RevisionMeans,
): readonly Booking[] =>
  commission === undefined
    ? []
    : refunds.map((refund) => {
        const transaction = refundReversalOf(commission, refund, writtenNow(means));
        return booking('reversed', commission, { transaction, refund });
      });

const writtenNow = ({ identities, recordedAt }: RevisionMeans) => ({
  id: identities.ledgerTransactionId(),
  recordedAt,
});

const booking = (
  kind: 'accrued' | 'reversed',
  commission: Commission,
  { transaction, refund }: { readonly transaction: LedgerTransaction; readonly refund?: RefundReversal },
): Booking => {
  const { amount } = commission;
  const amountMinor = refund?.amountMinor ?? amount.amountMinor;
  const told = { kind, commission, amount: { ...amount, amountMinor }, refund };
  return { transaction, announcement: { ...told, ledgerTransactionId: transaction.id } };
};
