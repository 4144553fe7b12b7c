/** The middle value; between two of them, their mean. NaN of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
};

/** The smallest value that `share` (0 to 1) of all values do not exceed. NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

export interface PairedRatio {
  /** Of the ratios of each round, never the ratio of two medians: what disturbs a round disturbs both of its sides. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Compares two sides that were measured round by round. A round that lacks either side is left out. */
export const pairedRatio = (
  one: readonly (number | undefined)[],
  other: readonly (number | undefined)[],
): PairedRatio | undefined => {
  const ratios = one.flatMap((value, round) => {
    const divisor = other[round];
    return value === undefined || divisor === undefined || divisor === 0 ? [] : [value / divisor];
  });
  if (ratios.length === 0) return undefined;
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
};
