import { setTimeout as sleep } from 'node:timers/promises';

/** Answers whether something this process needs is there now, or, of several such things, what of it is missing. */
export type ReadinessCheck = () => Promise<boolean | readonly string[]>;

export interface ReadinessReport {
  readonly isReady: boolean;
  /** What is missing, by name. */
  readonly missing: readonly string[];
}

type Phase = 'starting' | 'serving' | 'stopping';

const checkMs = 2_000;

/** Whether traffic should be sent to this process now. */
export class Readiness {
  private phase: Phase = 'starting';
  private readonly checks = new Map<string, ReadinessCheck>();

  /** Adds something that must be there; the same name replaces the check before. */
  require(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  startServing(): void {
    this.phase = 'serving';
  }

  /** From now on it is not ready, while what is under way is finished. */
  stopServing(): void {
    this.phase = 'stopping';
  }

  get isStopping(): boolean {
    return this.phase === 'stopping';
  }

  async report(): Promise<ReadinessReport> {
    if (this.phase !== 'serving') return { isReady: false, missing: [this.phase] };
    const missing = (await Promise.all([...this.checks].map(missingOf))).flat();
    return { isReady: missing.length === 0, missing };
  }
}

const missingOf = async ([name, check]: readonly [string, ReadinessCheck]): Promise<readonly string[]> => {
  const answer = await inTime(check);
  if (typeof answer !== 'boolean') return answer;
  return answer ? [] : [name];
};

/** A check that does not answer in time has answered "no". */
const inTime = async (check: ReadinessCheck): Promise<boolean | readonly string[]> => {
  const giveUp = new AbortController();
  try {
    return await Promise.race([check(), sleep(checkMs, false, { signal: giveUp.signal, ref: false })]);
  } catch {
    return false;
  } finally {
    giveUp.abort();
  }
};
