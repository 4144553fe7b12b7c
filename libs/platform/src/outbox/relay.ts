import { setTimeout as sleep } from 'node:timers/promises';

import type { OutgoingEvent } from './event.js';
import type { EventPublisher } from './publisher.js';

/** A queue of events that were committed and not yet published. */
export interface UnpublishedEvents {
  /** Name for logs and metrics, such as `attribution`. */
  readonly name: string;
  /** The oldest unpublished events, in the order they were written. */
  next(limit: number): Promise<readonly QueuedEvent[]>;
  markPublished(queueIds: readonly string[]): Promise<void>;
  /** How many wait, of one workspace. */
  waiting(workspaceId: string): Promise<number>;
}

export interface QueuedEvent {
  /** The row's place in its queue, not the event's id. */
  readonly queueId: string;
  readonly event: OutgoingEvent;
}

export interface RelayReport {
  (failure: { readonly relay: string; readonly error: unknown }): void;
}

const batchEventsMax = 500;
const idlePollMs = 100;
const backOffMs = 1_000;

/** Publishes one queue in order, batch after batch; a batch that fails is sent again whole before anything newer. */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly queue: UnpublishedEvents,
    private readonly publisher: EventPublisher,
    private readonly report: RelayReport,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const published = await this.publishBatch();
        if (published === 0) await this.pause(idlePollMs);
      } catch (error) {
        this.report({ relay: this.queue.name, error });
        await this.pause(backOffMs);
      }
    }
  }

  private async publishBatch(): Promise<number> {
    const batch = await this.queue.next(batchEventsMax);
    if (batch.length === 0) return 0;
    await this.publisher.publish(batch.map((queued) => queued.event));
    await this.queue.markPublished(batch.map((queued) => queued.queueId));
    return batch.length;
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
