import type { CpuTime } from './cpu-clock.js';

/** What was measured of one side in one round. */
export interface Figures {
  /** Requests, deliveries or events. */
  readonly perSecond: number;
  /** CPU time of the side's own process and of all PostgreSQL processes, for one of them. Linux only. */
  readonly cpuMicros?: number;
  /** The part of it that PostgreSQL took. */
  readonly postgresMicros?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** CPU time of the load generator for one request: on few cores it is taken from the server. */
  readonly generatorMicros?: number;
}

/** CPU time of a side, spread over what it did. */
export const cpuOfEach = (cpu: CpuTime | undefined, count: number): Pick<Figures, 'cpuMicros' | 'postgresMicros'> =>
  cpu === undefined ? {} : { cpuMicros: (cpu.own + cpu.postgres) / count, postgresMicros: cpu.postgres / count };

/** One of the things that are compared: the product, or plain code that does the same. */
export interface Side {
  readonly name: string;
  /** Starts afresh, warms up, measures, and leaves nothing running. */
  run(): Promise<Figures>;
}

/** Figures of each side, round by round. */
export type Rounds = ReadonlyMap<string, readonly Figures[]>;
