/**
 * `numerator ÷ denominator` as a whole number, halves away from zero: 1.5 → 2, −1.5 → −2. The denominator is positive.
 */
export const divideHalfAwayFromZero = (numerator: bigint, denominator: bigint): bigint => {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
};
