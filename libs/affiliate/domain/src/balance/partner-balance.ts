import type { CommissionStatus } from '../commission/commission.js';
import type { Money } from '../money/money.js';

/** What a partner has earned in one currency, by what has become of it. What was reversed counts nowhere. */
export interface PartnerBalance {
  readonly currency: string;
  /** Not yet due. */
  readonly pendingMinor: bigint;
  /** Stopped by a person. */
  readonly heldMinor: bigint;
  /** Ready to be paid out. */
  readonly dueMinor: bigint;
  readonly paidMinor: bigint;
  /** All of them together. */
  readonly totalMinor: bigint;
}

/** The sum of what is left of a partner's commissions that are in one state. */
export interface StatusTotal {
  readonly status: CommissionStatus;
  readonly amount: Money;
}

/** One balance for each currency the partner has earned in, by currency; none where nothing stands. */
export const partnerBalancesOf = (totals: readonly StatusTotal[]): readonly PartnerBalance[] => {
  const standing = totals.filter(({ status }) => status !== 'reversed');
  const currencies = [...new Set(standing.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) => balanceIn(currency, standing));
};

const balanceIn = (currency: string, totals: readonly StatusTotal[]): PartnerBalance => {
  const own = totals.filter(({ amount }) => amount.currency === currency);
  const sumOf = (...statuses: readonly CommissionStatus[]): bigint =>
    own.filter(({ status }) => statuses.includes(status)).reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
  return {
    currency,
    pendingMinor: sumOf('pending'),
    heldMinor: sumOf('held'),
    dueMinor: sumOf('due'),
    paidMinor: sumOf('paid'),
    totalMinor: sumOf('pending', 'held', 'due', 'paid'),
  };
};
