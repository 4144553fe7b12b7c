import { earnsTheSame, nameOf, type Earned, type StandingCommission } from './commission.js';
import type { Instant } from '../time.js';

/** What has to happen so that exactly the wanted commissions stand. */
export interface Revision {
  /** Stand, and must not any longer. */
  readonly reversals: readonly StandingCommission[];
  /** Do not stand yet. */
  readonly accruals: readonly Earned[];
  /** Stand and stay, but fall due at another time. */
  readonly reschedulings: readonly Rescheduling[];
}

export interface Rescheduling {
  readonly commission: StandingCommission;
  readonly dueAt: Instant;
}

/**
 * Compares what stands with what is earned now. What is the same stays untouched; what changed in any way that money or
 * reports see is reversed and accrued anew, because the ledger only appends.
 */
export const reviseCommissions = (standing: readonly StandingCommission[], wanted: readonly Earned[]): Revision => {
  const standingByName = new Map(standing.map((commission) => [nameOf(commission), commission]));
  const kept = new Map<string, Rescheduling>();
  for (const earned of wanted) {
    const commission = standingByName.get(nameOf(earned));
    if (commission !== undefined && earnsTheSame(commission, earned)) {
      kept.set(nameOf(earned), { commission, dueAt: earned.dueAt });
    }
  }
  return {
    reversals: standing.filter((commission) => !kept.has(nameOf(commission))),
    accruals: wanted.filter((earned) => !kept.has(nameOf(earned))),
    reschedulings: [...kept.values()].filter(({ commission, dueAt }) => commission.dueAt !== dueAt),
  };
};
