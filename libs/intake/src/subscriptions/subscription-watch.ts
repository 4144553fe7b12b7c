import { setTimeout as sleep } from 'node:timers/promises';

import { RelayLease } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import type { BackgroundWork } from '@whence/platform/process';
import type { Provider } from '@whence/signals';

import type { ReconcileSubscriptions } from './reconcile-subscriptions.js';

export interface SubscriptionWatchParts {
  readonly provider: Provider;
  readonly database: Database;
  readonly reconcile: Pick<ReconcileSubscriptions, 'run'>;
  readonly everyMs: number;
  readonly report: (error: unknown) => void;
}

/** How soon an account that was just registered is compared. */
const lookEveryMsMax = 60_000;

/**
 * Looks again and again for subscriptions that are due to be compared. Of several processes one looks, as of several
 * relays of a queue one publishes: that spares the provider; two at once would do no harm, for they only read.
 */
export class SubscriptionWatch implements BackgroundWork {
  readonly name: string;
  private readonly stopping = new AbortController();
  private readonly lease: RelayLease;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: SubscriptionWatchParts) {
    const { database, provider } = parts;
    this.name = `subscriptions of ${provider}`;
    this.lease = new RelayLease({ database, schema: 'intake', name: this.name });
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.lease.release().catch(this.parts.report);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const pauseMs = Math.min(this.parts.everyMs, lookEveryMsMax);
    while (!signal.aborted) {
      await this.look(signal).catch(this.parts.report);
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    if (!(await this.lease.hold())) return;
    await this.lease.during(() => this.parts.reconcile.run(signal));
  }
}
