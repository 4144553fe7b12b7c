import type { Earned } from './commission.js';
import { money, type Money } from '../money/money.js';
import { divideHalfAwayFromZero } from '../money/rounding.js';

/** How much of a sale has been given back, counted from its first refund. */
export interface RefundedSale {
  readonly amount: Money;
  readonly refundedMinor: bigint;
}

/**
 * How much of a commission is undone once so much of its sale is refunded. Refunds are counted from the beginning and
 * never added up, so any partition of a full refund reverses exactly the commission. A flat reward was paid for the sale,
 * not for its size: it is undone by a full refund only.
 */
export const reversedToDate = (
  { amount, rewardKind }: Pick<Earned, 'amount' | 'rewardKind'>,
  sale: RefundedSale,
): Money => {
  if (sale.refundedMinor >= sale.amount.amountMinor) return amount;
  if (rewardKind === 'flat') return money(0n, amount.currency);
  const reversedMinor = divideHalfAwayFromZero(amount.amountMinor * sale.refundedMinor, sale.amount.amountMinor);
  return money(reversedMinor, amount.currency);
};
