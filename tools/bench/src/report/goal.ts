import type { Figures, Rounds } from '../measuring/figures.js';
import { pairedRatio, type PairedRatio } from '../statistics/statistics.js';

/** A ratio that is to be reached, between two sides that were measured in one run. */
export interface Goal {
  readonly of: string;
  readonly over: string;
  /** What is compared; requests, deliveries or events per second unless said otherwise. */
  readonly figure?: keyof Figures;
  readonly atLeast?: number;
  readonly below?: number;
}

export interface JudgedGoal {
  readonly goal: Goal;
  readonly ratio: PairedRatio;
  /** The same two sides by CPU time for one request: steadier than requests per second, and blind to waiting. */
  readonly cpu: PairedRatio | undefined;
  readonly isReached: boolean;
}

/** The ratio, round by round, and whether it is what it is to be. Nothing where a side was not measured. */
export const judge = (goal: Goal, rounds: Rounds): JudgedGoal | undefined => {
  const ratio = ratioOf(goal, goal.figure ?? 'perSecond', rounds);
  if (ratio === undefined) return undefined;
  const isReached = ratio.median >= (goal.atLeast ?? 0) && ratio.median < (goal.below ?? Number.POSITIVE_INFINITY);
  return { goal, ratio, cpu: ratioOf(goal, 'cpuMicros', rounds), isReached };
};

const ratioOf = (goal: Goal, figure: keyof Figures, rounds: Rounds): PairedRatio | undefined => {
  const figures = (side: string) => (rounds.get(side) ?? []).map((round) => round[figure]);
  return pairedRatio(figures(goal.of), figures(goal.over));
};
