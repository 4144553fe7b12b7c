import type { Figures, Rounds } from '../measuring/figures.js';
import { median, type PairedRatio } from '../statistics/statistics.js';
import { judge, type Goal } from './goal.js';
import { writeTable } from './table.js';

export interface Report {
  readonly title: string;
  /** What is counted. */
  readonly unit: string;
  readonly rounds: Rounds;
  readonly goals: readonly Goal[];
}

const figureNames: Readonly<Record<keyof Figures, string>> = {
  perSecond: '',
  cpuMicros: ', CPU',
  postgresMicros: ', CPU of PostgreSQL',
  p50Ms: ', p50',
  p99Ms: ', p99',
  generatorMicros: ', load generator',
};

/** The medians of every side, and below them the ratios with what they are to reach. */
export const report = ({ title, unit, rounds, goals }: Report): readonly string[] => {
  const sides = [...rounds].map(([name, figures]) => sideRow(name, figures));
  const ratios = goals.map((goal) => goalRow(goal, rounds));
  return [
    '',
    ...writeTable(
      [title, `${unit}/s`, 'CPU µs each', 'of it PostgreSQL', 'p50 ms', 'p99 ms', 'load generator µs'],
      sides,
    ),
    '',
    ...writeTable(['ratio in one round', 'median', 'min–max', 'CPU', 'goal', ''], ratios),
    '',
  ];
};

const sideRow = (name: string, figures: readonly Figures[]): readonly string[] => {
  const middle = (figure: keyof Figures) => median(figures.flatMap((round) => round[figure] ?? []));
  return [
    name,
    shown(middle('perSecond'), 0),
    shown(middle('cpuMicros'), 0),
    shown(middle('postgresMicros'), 0),
    shown(middle('p50Ms'), 2),
    shown(middle('p99Ms'), 2),
    shown(middle('generatorMicros'), 0),
  ];
};

const goalRow = (goal: Goal, rounds: Rounds): readonly string[] => {
  const name = `${goal.of} ÷ ${goal.over}${figureNames[goal.figure ?? 'perSecond']}`;
  const wanted = goal.below === undefined ? `≥ ${goal.atLeast ?? 0}` : `< ${goal.below}`;
  const judged = judge(goal, rounds);
  if (judged === undefined) return [name, '–', '–', '–', wanted, 'not measured'];
  const { ratio, cpu, isReached } = judged;
  const verdict = isReached ? 'reached' : 'falls short';
  return [name, shown(ratio.median, 2), range(ratio), shown(cpu?.median ?? Number.NaN, 2), wanted, verdict];
};

const range = ({ min, max }: PairedRatio): string => `${shown(min, 2)}–${shown(max, 2)}`;

const shown = (value: number, digits: number): string => (Number.isNaN(value) ? '–' : value.toFixed(digits));
