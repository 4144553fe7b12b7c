import { setTimeout as sleep } from 'node:timers/promises';

import { isPassingFault } from '@whence/platform/postgres';
import type { BackgroundWork } from '@whence/platform/process';

import type { ClaimedDelivery } from '../store/claimed-delivery.js';
import type { Claims } from '../store/claims.js';
import { attemptsMax, type WorkDelivery, type WorkOutcome } from './work-delivery.js';

export interface IntakeWorkerParts {
  readonly name: string;
  readonly claims: Claims;
  readonly work: Pick<WorkDelivery, 'run' | 'giveUp'>;
  /** Housekeeping, once a day. */
  readonly eraseOldBodies: () => Promise<unknown>;
  readonly report: WorkerReport;
}

/** Hears of what a worker did: for metrics and logs. */
export interface WorkerReport {
  worked(outcome: WorkOutcome | 'tried-again'): void;
  failed(error: unknown): void;
}

/** Deliveries at work at once. */
const lanesMax = 4;
const claimRowsMax = 8;
const idlePollMs = 200;
const backOffMs = 1_000;
const retryMsMin = 200;
const retryMsMax = 60_000;
const eraseEveryMs = 86_400_000;

/**
 * Works off one provider's inbox: a few lanes take deliveries from one small stock of claimed ones. A delivery that fails
 * is tried again later and blocks nobody.
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
      const delivery = this.stock.shift();
      if (delivery !== undefined) await this.workOff(delivery);
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

  private async workOff(delivery: ClaimedDelivery): Promise<void> {
    const { work, report } = this.parts;
    try {
      report.worked(await work.run(delivery).catch((error: unknown) => this.afterFailure(delivery, error)));
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
