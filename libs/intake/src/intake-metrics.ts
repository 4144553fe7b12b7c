import type { Metrics } from '@whence/platform/process';
import type { Provider } from '@whence/signals';

import type { TurnEnd } from './catch-up/take-turn.js';
import type { TakenIn } from './edge/take-in.js';
import type { WorkOutcome } from './worker/work-deliveries.js';

/** Counters that every provider's intake in a process shares. */
export interface IntakeMetrics {
  countTakenIn(provider: Provider, takenIn: TakenIn | 'unavailable'): void;
  countWorked(provider: Provider, outcome: WorkOutcome | 'tried-again'): void;
  countCatchUp(provider: Provider, outcome: TurnEnd['kind'] | 'failed'): void;
}

const known = new WeakMap<Metrics, IntakeMetrics>();

/** The counters of this registry; a registry takes each name once, and three providers may share a process. */
export const intakeMetricsIn = (metrics: Metrics): IntakeMetrics => {
  const intakeMetrics = known.get(metrics) ?? register(metrics);
  known.set(metrics, intakeMetrics);
  return intakeMetrics;
};

const register = (metrics: Metrics): IntakeMetrics => {
  const takenIn = metrics.counter({
    name: 'whence_intake_deliveries_total',
    help: 'Webhook deliveries at the edge, by what became of them',
    labels: ['provider', 'outcome'],
  });
  const worked = metrics.counter({
    name: 'whence_intake_worked_total',
    help: 'Deliveries the workers finished with, by outcome',
    labels: ['provider', 'outcome'],
  });
  const catchUps = metrics.counter({
    name: 'whence_intake_catch_ups_total',
    help: 'Turns at catching up with one account at its provider, by how they ended',
    labels: ['provider', 'outcome'],
  });
  return {
    countTakenIn: (provider, outcome) => takenIn.inc({ provider, outcome }),
    countWorked: (provider, outcome) => worked.inc({ provider, outcome }),
    countCatchUp: (provider, outcome) => catchUps.inc({ provider, outcome }),
  };
};
