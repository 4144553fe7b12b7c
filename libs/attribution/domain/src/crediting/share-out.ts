import { wholeShareMillionths } from './credit.js';

/**
 * Shares in proportion to whole-numbered weights. They sum to the whole exactly: each is rounded down, and what that
 * leaves over goes to the first, the earliest entry.
 */
export const shareOut = (weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor((wholeShareMillionths * weight) / total));
  const leftOver = wholeShareMillionths - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, position) => (position === 0 ? share + leftOver : share));
};
