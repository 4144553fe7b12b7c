import { earnsTheSame, nameOf, type Earned, type RefundReversal, type StandingCommission } from './commission.js';
import type { Instant } from '../time.js';

/** What has to happen so that exactly the wanted commissions stand. */
export interface Revision {
  /** Stand, and must not any longer. */
  readonly reversals: readonly StandingCommission[];
  /** Do not stand yet. */
  readonly accruals: readonly Earned[];
  /** Stand and stay, and are undone further by refunds. */
  readonly refundings: readonly Refunding[];
  /** Stand and stay, but fall due at another time. */
  readonly reschedulings: readonly Rescheduling[];
}

export interface Refunding {
  readonly commission: StandingCommission;
  /** Those that have not been written down yet. */
  readonly refundReversals: readonly RefundReversal[];
}

export interface Rescheduling {
  readonly commission: StandingCommission;
  readonly dueAt: Instant;
}

/**
 * Compares what stands with what is earned now. What is the same stays untouched; what changed in any way that money or
 * reports see is reversed and accrued anew, because the ledger only appends.
 */
export const reviseCommissions = (
  standing: readonly StandingCommission[],
  wanted: readonly Earned[],
  now: Instant,
): Revision => {
  const standingByName = new Map(standing.map((commission) => [nameOf(commission), commission]));
  const kept = new Map<string, Kept>();
  for (const earned of wanted) {
    const commission = standingByName.get(nameOf(earned));
    if (commission !== undefined && goesOn(commission, earned, now)) kept.set(nameOf(earned), { commission, earned });
  }
  return {
    reversals: standing.filter((commission) => !kept.has(nameOf(commission))),
    accruals: wanted.filter((earned) => !kept.has(nameOf(earned))),
    refundings: [...kept.values()]
      .map(({ commission, earned }) => ({ commission, refundReversals: unwritten(commission, earned) }))
      .filter(({ refundReversals }) => refundReversals.length > 0),
    reschedulings: [...kept.values()]
      .map(({ commission, earned }) => ({ commission, dueAt: earned.dueAt }))
      .filter(({ commission, dueAt }) => commission.dueAt !== dueAt),
  };
};

interface Kept {
  readonly commission: StandingCommission;
  readonly earned: Earned;
}

const goesOn = (commission: StandingCommission, earned: Earned, now: Instant): boolean =>
  earnsTheSame(commission, earned) && keepsItsRefunds(commission, earned) && !isDueTooEarly(commission, earned, now);

/** What was written down of a refund is still what that refund undoes. */
const keepsItsRefunds = (commission: StandingCommission, earned: Earned): boolean =>
  commission.refundReversals.every((written) => earned.refundReversals.some((each) => sameReversal(written, each)));

/** Others were told that it is due, and it is not any longer. They cannot be told so of the same commission twice. */
const isDueTooEarly = ({ status }: StandingCommission, { dueAt }: Earned, now: Instant): boolean =>
  status === 'due' && dueAt > now;

const unwritten = (commission: StandingCommission, earned: Earned): readonly RefundReversal[] =>
  earned.refundReversals.filter(({ refundId }) =>
    commission.refundReversals.every((written) => written.refundId !== refundId),
  );

const sameReversal = (left: RefundReversal, right: RefundReversal): boolean =>
  left.refundId === right.refundId && left.refundedAt === right.refundedAt && left.amountMinor === right.amountMinor;
