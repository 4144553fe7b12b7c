import { BenchProblem } from '../bench-problem.js';
import type { Stage } from '../stage/stage.js';
import { watchCpu, type CpuTime } from './cpu-clock.js';
import { cpuOfEach, type Figures } from './figures.js';
import { OwnProcess, type ProcessOptions } from './own-process.js';

/** What a job says when it is done. */
export interface JobResult {
  readonly count: number;
  readonly elapsedMs: number;
}

const staysMs = 60_000;

/**
 * Called in a process of its own once everything is prepared: says when the work begins that counts, and when it is done.
 * The process stays until somebody has looked at the CPU time it used, and stops it.
 */
export const reportJob = async (count: number, work: () => Promise<void>): Promise<void> => {
  process.stdout.write('measuring\n');
  const startedAt = performance.now();
  await work();
  const result: JobResult = { count, elapsedMs: performance.now() - startedAt };
  process.stdout.write(`measured ${JSON.stringify(result)}\n`);
  setTimeout(() => process.exit(1), staysMs);
};

/** Runs a script that calls `reportJob`. */
export const runJob = async (stage: Stage, options: ProcessOptions): Promise<Figures> => {
  const job = new OwnProcess(options);
  try {
    await job.says(/^measuring$/);
    const cpu = watchCpu({ process: job.pid, postmaster: stage.postmaster });
    const { count, elapsedMs } = JSON.parse(await job.says(/^measured (.*)$/)) as JobResult;
    return figuresOf({ count, elapsedMs }, cpu());
  } finally {
    await job.stop();
  }
};

export const figuresOf = ({ count, elapsedMs }: JobResult, cpu: CpuTime | undefined): Figures => {
  if (count === 0 || elapsedMs === 0) throw new BenchProblem('nothing was done, so nothing was measured');
  return { perSecond: (count / elapsedMs) * 1_000, ...cpuOfEach(cpu, count) };
};
