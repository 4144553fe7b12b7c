import { setTimeout as sleep } from 'node:timers/promises';

import { workerScope } from '../postgres/scope.js';
import type { EventPublisher, UnpublishableEvent } from './publisher.js';
import { RelayLease } from './relay-lease.js';
import { keepUnpublishable, type QueuedEvent, type UnpublishedEvents } from './unpublished-events.js';

export interface RelayReport {
  (failure: { readonly relay: string; readonly error: unknown }): void;
}

const batchEventsMax = 2_000;
const idlePollMs = 100;
/** How often a relay looks whether the one that publishes has gone. */
const standbyPollMs = 500;
const backOffMsMin = 100;
const backOffMsMax = 2_000;
const failuresInTurnMax = 5;

/**
 * Publishes one queue in order, batch after batch; a batch that fails is sent again whole, with nothing newer before it.
 * Any number of processes may run the relay of one queue: the one that holds its lease publishes, the others wait.
 */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly queue: UnpublishedEvents,
    private readonly publisher: EventPublisher,
    private readonly report: RelayReport,
    private readonly lease = new RelayLease(queue),
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        await this.turn();
        failures = 0;
      } catch (error) {
        this.report({ relay: this.queue.name, error });
        failures += 1;
        // It may be this process alone that reaches no broker: another one gets its turn.
        if (failures % failuresInTurnMax === 0) await this.giveBack();
        await this.pause(Math.min(backOffMsMin * 2 ** (failures - 1), backOffMsMax));
      }
    }
    await this.giveBack();
  }

  /** Where the lease cannot be given back, it runs out. */
  private async giveBack(): Promise<void> {
    await this.lease.release().catch(() => undefined);
  }

  private async turn(): Promise<void> {
    if (!(await this.lease.hold())) return this.pause(standbyPollMs);
    const batch = await this.queue.next(batchEventsMax);
    if (batch.length === 0) return this.pause(idlePollMs);
    const unpublishable = await this.lease.during(() => this.publisher.publish(batch.map(({ event }) => event)));
    await this.mark(batch, unpublishable);
  }

  private async mark(batch: readonly QueuedEvent[], unpublishable: readonly UnpublishableEvent[]): Promise<void> {
    await this.queue.database.inTransaction(workerScope(), async (tx) => {
      await this.lease.confirmIn(tx);
      await keepUnpublishable(tx, this.queue, unpublishable);
      await this.queue.remove(
        tx,
        batch.map(({ queueId }) => queueId),
      );
    });
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
