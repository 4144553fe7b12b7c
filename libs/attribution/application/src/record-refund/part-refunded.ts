import type { Conversion, Money } from '../ports/conversions.js';
import type { Refund, RefundedPart } from '../ports/refunds.js';

export type PartRefunded =
  | { readonly kind: 'refunded'; readonly part?: RefundedPart }
  /** More would be given back than was paid. */
  | { readonly kind: 'over-refund' }
  /** The conversion was paid in another currency, or not at all. */
  | { readonly kind: 'not-its-money' };

/** What a refund gives back: what it says, or else all that is left. What was never paid for can be undone once, whole. */
export const partRefunded = (
  { amount: paid }: Pick<Conversion, 'amount'>,
  earlier: readonly Refund[],
  wanted: Money | undefined,
): PartRefunded => {
  if (wanted !== undefined && wanted.currency !== paid?.currency) return { kind: 'not-its-money' };
  if (paid === undefined) return earlier.length > 0 ? { kind: 'over-refund' } : { kind: 'refunded' };
  const before = earlier.reduce((sum, { part }) => sum + (part?.amount.amountMinor ?? 0n), 0n);
  return stretchOf(paid, before, wanted?.amountMinor ?? paid.amountMinor - before);
};

/** The stretch of what was paid that a refund covers, after what was given back before it. */
const stretchOf = ({ amountMinor: paidMinor, currency }: Money, before: bigint, amountMinor: bigint): PartRefunded => {
  if (amountMinor <= 0n || before + amountMinor > paidMinor) return { kind: 'over-refund' };
  const refundedToDate = { amountMinor: before + amountMinor, currency };
  return { kind: 'refunded', part: { amount: { amountMinor, currency }, refundedToDate } };
};
