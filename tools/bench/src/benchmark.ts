import type { Side } from './measuring/figures.js';
import type { BenchmarkName, Effort } from './options.js';
import type { Goal } from './report/goal.js';
import type { Stage } from './stage/stage.js';

/** One path through the product, compared with plain code that does the same. */
export interface Benchmark {
  readonly name: BenchmarkName | `${BenchmarkName}, ${string}`;
  /** What is counted. */
  readonly unit: string;
  /** What the sides do, in whole sentences, for whoever reads the figures. */
  readonly method: readonly string[];
  readonly goals: readonly Goal[];
  sides(stage: Stage, effort: Effort): readonly Side[] | Promise<readonly Side[]>;
}
