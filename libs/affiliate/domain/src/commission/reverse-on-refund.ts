import type { AttributedConversion } from '../conversion/attributed-conversion.js';
import { money, type Money } from '../money/money.js';
import { divideHalfAwayFromZero } from '../money/rounding.js';
import type { Refund } from '../refund.js';
import type { Earned, RefundReversal } from './commission.js';

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
  if (sale.refundedMinor <= 0n) return money(0n, amount.currency);
  if (sale.refundedMinor >= sale.amount.amountMinor) return amount;
  if (rewardKind === 'flat') return money(0n, amount.currency);
  const reversedMinor = divideHalfAwayFromZero(amount.amountMinor * sale.refundedMinor, sale.amount.amountMinor);
  return money(reversedMinor, amount.currency);
};

/**
 * What each refund of a conversion undoes of a commission on it: what was reversed once its stretch is refunded, less what
 * was reversed before. Every refund answers for its own stretch, so the parts sum exactly and do not depend on which of them
 * arrived first. What does not reverse anything is left out.
 */
export const refundReversalsOf = (
  earned: Pick<Earned, 'amount' | 'rewardKind'>,
  conversion: Pick<AttributedConversion, 'amount'>,
  refunds: readonly Refund[],
): readonly RefundReversal[] => {
  const whole = wholeOf(conversion);
  const reversals: RefundReversal[] = [];
  let coveredMinor = 0n;
  for (const { refund, fromMinor, toMinor } of stretchesOf(refunds, whole)) {
    // Stretches that overlap would be a mistake of whoever refunds; no part is undone twice for it.
    const before = reversedToDate(earned, { amount: whole, refundedMinor: max(fromMinor, coveredMinor) });
    const after = reversedToDate(earned, { amount: whole, refundedMinor: max(toMinor, coveredMinor) });
    const amountMinor = after.amountMinor - before.amountMinor;
    coveredMinor = max(coveredMinor, toMinor);
    if (amountMinor > 0n) reversals.push({ refundId: refund.id, refundedAt: refund.occurredAt, amountMinor });
  }
  return reversals;
};

/** What has no amount is one piece, in no currency: it is given back or not. */
const onePiece = money(1n, '');

const wholeOf = ({ amount }: Pick<AttributedConversion, 'amount'>): Money =>
  amount !== undefined && amount.amountMinor > 0n ? amount : onePiece;

interface Stretch {
  readonly refund: Refund;
  readonly fromMinor: bigint;
  readonly toMinor: bigint;
}

/** In the order in which they lie; a refund in another currency than the conversion's undoes nothing of it. */
const stretchesOf = (refunds: readonly Refund[], whole: Money): readonly Stretch[] =>
  refunds
    .flatMap((refund): readonly Stretch[] => {
      const { stretch } = refund;
      if (stretch === undefined || whole === onePiece) return [{ refund, fromMinor: 0n, toMinor: whole.amountMinor }];
      if (stretch.currency !== whole.currency) return [];
      return [{ refund, fromMinor: stretch.toDateMinor - stretch.amountMinor, toMinor: stretch.toDateMinor }];
    })
    .sort(inPlace);

const inPlace = (left: Stretch, right: Stretch): number => {
  if (left.toMinor !== right.toMinor) return left.toMinor < right.toMinor ? -1 : 1;
  return left.refund.id < right.refund.id ? -1 : Number(left.refund.id > right.refund.id);
};

const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);
