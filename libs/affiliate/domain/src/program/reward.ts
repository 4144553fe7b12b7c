import type { AttributedConversion, ConversionType } from '../conversion/attributed-conversion.js';
import { money, type Money } from '../money/money.js';
import type { ProgramTerms } from './program-terms.js';
import { divideHalfAwayFromZero } from '../money/rounding.js';

/** What a program pays for one type of conversion. */
export type Reward = FlatReward | PercentageReward;

export interface FlatReward {
  readonly kind: 'flat';
  readonly on: ConversionType;
  /** Minor units of the program's currency. */
  readonly amountMinor: bigint;
}

export interface PercentageReward {
  readonly kind: 'percentage';
  readonly on: ConversionType;
  /** 10,000 are the whole amount. */
  readonly basisPoints: number;
}

const wholeBasisPoints = 10_000n;

/** What this conversion earns by this reward, before it is split, rounded once; undefined where that is nothing. */
export const rewardFor = (reward: Reward, conversion: AttributedConversion, terms: ProgramTerms): Money | undefined => {
  const earned = reward.kind === 'flat' ? money(reward.amountMinor, terms.currency) : percentageOf(reward, conversion);
  return earned !== undefined && earned.amountMinor > 0n ? earned : undefined;
};

const percentageOf = ({ basisPoints }: PercentageReward, { amount }: AttributedConversion): Money | undefined =>
  amount && money(divideHalfAwayFromZero(amount.amountMinor * BigInt(basisPoints), wholeBasisPoints), amount.currency);
