import type { ConversionType, Earner } from '../conversion/attributed-conversion.js';
import type { AdId, CampaignId, CommissionId, ConversionId, LinkId, RefundId } from '../ids.js';
import { money, sameMoney, type Money } from '../money/money.js';
import type { Reward } from '../program/reward.js';
import type { Instant } from '../time.js';

/** What one partner earns on one conversion by one reward of the program's terms. */
export interface Earned extends Earner {
  readonly conversionId: ConversionId;
  /** The version of the conversion on which it was first earned. */
  readonly conversionVersion: number;
  readonly on: ConversionType;
  readonly rewardKind: Reward['kind'];
  /** Before refunds; always more than nothing. */
  readonly amount: Money;
  /** What refunds of the conversion undo of it. */
  readonly refundReversals: readonly RefundReversal[];
  /** When the conversion occurred. */
  readonly occurredAt: Instant;
  /** Never before the decision it rests on is final. */
  readonly dueAt: Instant;
  readonly linkId: LinkId | undefined;
  readonly campaignId: CampaignId | undefined;
  readonly adId: AdId | undefined;
  readonly channel: string | undefined;
}

/** How much of a commission one refund undoes: always more than nothing, in the currency of the commission. */
export interface RefundReversal {
  readonly refundId: RefundId;
  /** When the refund occurred. */
  readonly refundedAt: Instant;
  readonly amountMinor: bigint;
}

interface Booked extends Earned {
  readonly id: CommissionId;
  /** When it was written to the ledger. */
  readonly accruedAt: Instant;
}

/** Earned, and not yet due. */
export interface PendingCommission extends Booked {
  readonly status: 'pending';
}

/** Stopped until a person lifts the hold. */
export interface HeldCommission extends Booked {
  readonly status: 'held';
}

/** May be paid out. */
export interface DueCommission extends Booked {
  readonly status: 'due';
}

export interface PaidCommission extends Booked {
  readonly status: 'paid';
}

/** Nothing is left of it: refunds have undone all of it. The credit it belongs to holds. */
export interface RefundedCommission extends Booked {
  readonly status: 'reversed';
  readonly reversedAt: Instant;
  readonly reversedBecause: 'refunded';
}

/** Nothing is left of it: its conversion is credited otherwise now. */
export interface WithdrawnCommission extends Booked {
  readonly status: 'reversed';
  readonly reversedAt: Instant;
  readonly reversedBecause: 'credited-otherwise';
}

/** Those whose credit holds. */
export type StandingCommission =
  PendingCommission | HeldCommission | DueCommission | PaidCommission | RefundedCommission;
export type Commission = StandingCommission | WithdrawnCommission;
export type CommissionStatus = Commission['status'];

export const stands = (commission: Commission): commission is StandingCommission =>
  commission.status !== 'reversed' || commission.reversedBecause === 'refunded';

/** What refunds have undone of a commission so far. */
export const refundedOf = ({ amount, refundReversals }: Pick<Earned, 'amount' | 'refundReversals'>): Money =>
  money(
    refundReversals.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    amount.currency,
  );

/** What is left of a commission: nothing where it is reversed. */
export const remainderOf = (commission: Commission): Money =>
  money(
    stands(commission) ? commission.amount.amountMinor - refundedOf(commission).amountMinor : 0n,
    commission.amount.currency,
  );

/** The commission as it is at a moment, whether or not somebody has written down yet that time has passed. */
export const commissionAt = (commission: Commission, now: Instant): Commission =>
  commission.status === 'pending' && commission.dueAt <= now ? { ...commission, status: 'due' } : commission;

/** Names the same money of the same credit: at most one commission of a name stands at any time. */
export const nameOf = (earned: Earned): string =>
  [
    earned.conversionId,
    earned.programId,
    earned.programVersion,
    earned.partnerId,
    earned.rewardKind,
    earned.linkId ?? '',
    earned.campaignId ?? '',
    earned.adId ?? '',
  ].join('|');

/** Whether two of one name are the same in all that was earned; when it falls due and what was refunded may differ. */
export const earnsTheSame = (left: Earned, right: Earned): boolean =>
  sameMoney(left.amount, right.amount) &&
  left.on === right.on &&
  left.occurredAt === right.occurredAt &&
  left.channel === right.channel;
