import type { Terms } from '../brand/brand.js';
import type { Person } from './person.js';

/** What one person's conversions earn the partner they are credited to, in minor units. */
export const earningsOn = ({ conversions }: Person, { leadMinor, saleBasisPoints }: Terms): bigint => {
  const lead = conversions.some(({ type }) => type === 'lead') ? leadMinor : 0n;
  return conversions.reduce((sum, { amountMinor = 0n }) => sum + percentageOf(amountMinor, saleBasisPoints), lead);
};

/** Rounded once, half away from zero; amounts are positive. */
const percentageOf = (amountMinor: bigint, basisPoints: bigint): bigint =>
  (amountMinor * basisPoints + 5_000n) / 10_000n;
