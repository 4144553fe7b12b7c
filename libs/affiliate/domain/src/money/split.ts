import { money, type Money } from './money.js';

const wholeMillionths = 1_000_000;

/** Shares that do not make up a whole, or that are no whole millionths, cannot be paid. */
export class SharesNotWholeViolation extends Error {
  constructor(sharesMillionths: readonly number[]) {
    super(`the shares ${sharesMillionths.join(' + ')} do not sum to ${wholeMillionths} millionths`);
    this.name = 'SharesNotWholeViolation';
  }
}

/**
 * Divides an amount exactly: each share gets its part cut towards zero, and the last share that is not zero gets what
 * remains, so the parts always sum to the whole. Throws `SharesNotWholeViolation`.
 */
export const split = (total: Money, sharesMillionths: readonly number[]): readonly Money[] => {
  assertWhole(sharesMillionths);
  const shares = sharesMillionths.map(BigInt);
  const parts = shares.map((share) => (total.amountMinor * share) / BigInt(wholeMillionths));
  const remainder = total.amountMinor - parts.reduce((sum, part) => sum + part, 0n);
  const last = shares.findLastIndex((share) => share !== 0n);
  return parts.map((part, index) => money(index === last ? part + remainder : part, total.currency));
};

/** Throws `SharesNotWholeViolation` unless the shares are whole millionths that sum to 1,000,000. */
export const assertWhole = (sharesMillionths: readonly number[]): void => {
  const areShares = sharesMillionths.every((share) => Number.isSafeInteger(share) && share >= 0);
  const sum = sharesMillionths.reduce((total, share) => total + share, 0);
  if (!areShares || sum !== wholeMillionths) throw new SharesNotWholeViolation(sharesMillionths);
};
