import { setTimeout as sleep } from 'node:timers/promises';

import type { LetCommissionsFallDue } from '@whence/affiliate-application';
import type { BackgroundWork, Clock } from '@whence/platform/process';

/** How long a commission may stay pending after its time has come. */
export const lookAtClockEveryMs = 2_000;

export interface FallingDueParts {
  readonly letCommissionsFallDue: Pick<LetCommissionsFallDue, 'run'>;
  readonly clock: Clock;
  /** Hears of a look that failed; the next one tries again. */
  readonly report: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Looks at the clock for as long as the process runs, and lets commissions fall due whose time has come. */
export class CommissionsFallingDue implements BackgroundWork {
  readonly name = 'commissions falling due';
  private readonly stopping = new AbortController();
  private looking: Promise<void> | undefined;

  constructor(private readonly parts: FallingDueParts) {}

  start(): void {
    this.looking ??= this.keepLooking();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.looking;
  }

  private async keepLooking(): Promise<void> {
    const { report, everyMs = lookAtClockEveryMs } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look(signal).catch(report);
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    const { letCommissionsFallDue, clock } = this.parts;
    let isFinished = false;
    while (!isFinished && !signal.aborted) ({ isFinished } = await letCommissionsFallDue.run({ now: clock.now() }));
  }
}
