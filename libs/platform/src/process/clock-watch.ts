import { setTimeout as sleep } from 'node:timers/promises';

import type { BackgroundWork } from './background.js';
import type { Clock } from './clock.js';

/** How long something may stay undone after its time has come. */
export const lookAtClockEveryMs = 2_000;

export interface ClockWatchParts {
  /** What is done by the clock, such as `commissions falling due`. */
  readonly name: string;
  /** Does what the time has come for, or a part of it; finished where there is no use in going on at once. */
  readonly look: (look: { readonly now: number }) => Promise<{ readonly isFinished: boolean }>;
  readonly clock: Clock;
  /** Hears of a look that failed; the next one tries again. */
  readonly report: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Looks at the clock for as long as the process runs, and does what the time has come for. */
export class ClockWatch implements BackgroundWork {
  private readonly stopping = new AbortController();
  private looking: Promise<void> | undefined;

  constructor(private readonly parts: ClockWatchParts) {}

  get name(): string {
    return this.parts.name;
  }

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
    const { look, clock } = this.parts;
    let isFinished = false;
    while (!isFinished && !signal.aborted) ({ isFinished } = await look({ now: clock.now() }));
  }
}
