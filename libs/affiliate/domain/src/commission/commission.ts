import type { ConversionType, Earner } from '../conversion/attributed-conversion.js';
import type { AdId, CampaignId, CommissionId, ConversionId, LinkId } from '../ids.js';
import { sameMoney, type Money } from '../money/money.js';
import type { Reward } from '../program/reward.js';
import type { Instant } from '../time.js';

/** What one partner earns on one conversion by one reward of the program's terms. */
export interface Earned extends Earner {
  readonly conversionId: ConversionId;
  /** The version of the conversion on which it was first earned. */
  readonly conversionVersion: number;
  readonly on: ConversionType;
  readonly rewardKind: Reward['kind'];
  /** Always more than nothing. */
  readonly amount: Money;
  /** When the conversion occurred. */
  readonly occurredAt: Instant;
  /** Never before the decision it rests on is final. */
  readonly dueAt: Instant;
  readonly linkId: LinkId | undefined;
  readonly campaignId: CampaignId | undefined;
  readonly adId: AdId | undefined;
  readonly channel: string | undefined;
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

/** Undone: its conversion is credited otherwise now. */
export interface ReversedCommission extends Booked {
  readonly status: 'reversed';
  readonly reversedAt: Instant;
}

export type StandingCommission = PendingCommission | HeldCommission | DueCommission | PaidCommission;
export type Commission = StandingCommission | ReversedCommission;
export type CommissionStatus = Commission['status'];

/** The commission as it is at a moment: nobody writes down that time has passed. */
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

/** Whether two of one name are the same in all that the ledger and the reports tell of them; the due date may differ. */
export const earnsTheSame = (left: Earned, right: Earned): boolean =>
  sameMoney(left.amount, right.amount) &&
  left.on === right.on &&
  left.occurredAt === right.occurredAt &&
  left.channel === right.channel;
