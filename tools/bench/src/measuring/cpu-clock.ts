import { readdirSync, readFileSync } from 'node:fs';

/** Whose CPU time counts: a server, and the postmaster with whatever it has started. */
export interface Watched {
  readonly process: number;
  readonly postmaster: number;
}

/** In microseconds. */
export interface CpuTime {
  readonly own: number;
  readonly postgres: number;
}

/** Answers the CPU time used since it was started; undefined where there is no `/proc`. */
export type CpuReading = () => CpuTime | undefined;

const nanosPerMicro = 1_000;
/** `/proc/<pid>/stat` counts in hundredths of a second on every Linux that Node runs on (`getconf CLK_TCK`). */
const microsPerTick = 10_000;

/** Starts counting. Threads of the server are taken to live on; backends that end meanwhile are counted. */
export const watchCpu = (watched: Watched): CpuReading => {
  if (process.platform !== 'linux') return () => undefined;
  const before = microsUsed(watched);
  return () => {
    const after = microsUsed(watched);
    return { own: after.own - before.own, postgres: after.postgres - before.postgres };
  };
};

/** A backend that ends moves from the sum over the living to that over the dead, whole. */
const microsUsed = ({ process: server, postmaster }: Watched): CpuTime => {
  const living = [postmaster, ...childrenOf(postmaster)].reduce((sum, pid) => sum + microsOfThreads(pid), 0);
  return { own: microsOfThreads(server), postgres: living + microsOfEndedChildren(postmaster) };
};

/** The first field of `schedstat` is the time spent on the CPU, in nanoseconds. */
const microsOfThreads = (pid: number): number =>
  namesIn(`/proc/${pid}/task`)
    .map((thread) => Number(textOf(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]) / nanosPerMicro)
    .reduce((sum, micros) => sum + micros, 0);

/** `cutime` and `cstime`: CPU time of children that have ended and were waited for. */
const microsOfEndedChildren = (pid: number): number => {
  const { endedChildrenTicks } = factsOf(pid);
  return endedChildrenTicks * microsPerTick;
};

const childrenOf = (parent: number): readonly number[] =>
  namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => factsOf(pid).parent === parent);

/** From `/proc/<pid>/stat`, read behind the name, which stands in parentheses and may hold spaces. */
const factsOf = (pid: number): { readonly parent: number; readonly endedChildrenTicks: number } => {
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  return { parent: fields[1] ?? 0, endedChildrenTicks: (fields[13] ?? 0) + (fields[14] ?? 0) };
};

/** A process may end between being listed and being read: then there is nothing to read. */
const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const namesIn = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
