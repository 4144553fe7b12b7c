import { setTimeout as sleep } from 'node:timers/promises';

import { isPassingFault } from '@whence/platform/postgres';
import type { BackgroundWork } from '@whence/platform/process';

import type { ClaimedDelivery } from '../store/claimed-delivery.js';
import type { Claims } from '../store/claims.js';
import { attemptsMax } from './record-deliveries.js';
import type { WorkDeliveries, Worked, WorkOutcome } from './work-deliveries.js';

export interface IntakeWorkerParts {
  readonly name: string;
  readonly claims: Claims;
  readonly work: Pick<WorkDeliveries, 'run' | 'giveUp'>;
  /** Housekeeping, once a day. */
  readonly eraseOldBodies: () => Promise<unknown>;
  readonly report: WorkerReport;
}

/** Hears of what a worker did: for metrics and logs. */
export interface WorkerReport {
  worked(outcome: WorkOutcome | 'tried-again'): void;
  failed(error: unknown): void;
}

/** While one lane waits for the database, the other reads and translates. */
const lanesMax = 2;
const workedTogetherMax = 100;
const claimRowsMax = lanesMax * workedTogetherMax;
const idlePollMs = 200;
const backOffMs = 1_000;
const retryMsMin = 200;
const retryMsMax = 60_000;
const eraseEveryMs = 86_400_000;

/**
 * Works off one provider's inbox: lanes take deliveries together from one small stock of claimed ones. A delivery that
 * fails is tried again later and blocks nobody.
 */
export class IntakeWorker implements BackgroundWork {
  readonly name: string;
  private readonly stopping = new AbortController();
  private readonly stock: ClaimedDelivery[] = [];
  private refilling: Promise<void> | undefined;
  private wakeUp = new AbortController();
  private running: Promise<unknown> | undefined;

  constructor(private readonly parts: IntakeWorkerParts) {
    this.name = parts.name;
  }

  start(): void {
    this.running ??= Promise.all([...Array.from({ length: lanesMax }, () => this.runLane()), this.keepHouse()]);
  }

  /** Finishes the deliveries at work and hands back those that are only claimed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    for (const delivery of this.stock.splice(0)) {
      await this.parts.claims
        .tryAgain(delivery, { afterMs: 0, counts: false })
        .catch((error: unknown) => this.parts.report.failed(error));
    }
  }

  /** Says that a delivery has just been stored. */
  wake(): void {
    this.wakeUp.abort();
  }

  private async runLane(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const together = this.stock.splice(0, workedTogetherMax);
      if (together.length > 0) await this.workOff(together);
      else await this.refill();
    }
  }

  /** All idle lanes wait for the same claim. */
  private refill(): Promise<void> {
    this.refilling ??= this.claim().finally(() => {
      this.refilling = undefined;
    });
    return this.refilling;
  }

  private async claim(): Promise<void> {
    this.wakeUp = new AbortController();
    try {
      const claimed = await this.parts.claims.next(claimRowsMax);
      this.stock.push(...claimed);
      if (claimed.length === 0) await pause(idlePollMs, this.wakeUp.signal);
    } catch (error) {
      this.parts.report.failed(error);
      await pause(backOffMs, this.stopping.signal);
    }
  }

  private async workOff(deliveries: readonly ClaimedDelivery[]): Promise<void> {
    for (const worked of await this.parts.work.run(deliveries)) await this.report(worked);
  }

  private async report(worked: Worked): Promise<void> {
    const { report } = this.parts;
    try {
      report.worked(worked.kind === 'failed' ? await this.afterFailure(worked.delivery, worked.error) : worked.outcome);
    } catch (error) {
      // The failure could not even be written down: the claim runs out and the delivery falls due again.
      report.failed(error);
    }
  }

  private async afterFailure(delivery: ClaimedDelivery, error: unknown): Promise<WorkOutcome | 'tried-again'> {
    this.parts.report.failed(error);
    const passes = isPassingFault(error);
    if (!passes && delivery.attempts + 1 >= attemptsMax) return this.parts.work.giveUp(delivery, error);
    await this.parts.claims.tryAgain(delivery, { afterMs: retryMs(delivery), counts: !passes });
    return 'tried-again';
  }

  private async keepHouse(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.parts.eraseOldBodies().catch((error: unknown) => this.parts.report.failed(error));
      await pause(eraseEveryMs, this.stopping.signal);
    }
  }
}

const retryMs = ({ claim }: ClaimedDelivery): number => Math.min(retryMsMax, retryMsMin * 2 ** Math.min(claim - 1, 10));

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
};
