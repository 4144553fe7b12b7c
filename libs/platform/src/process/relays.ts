import type { EventPublisher } from '../outbox/publisher.js';
import { OutboxRelay, type RelayReport } from '../outbox/relay.js';
import { countUnpublishable, type UnpublishedEvents } from '../outbox/unpublished-events.js';
import type { Backlog } from './backlog.js';
import type { RelayMetrics } from './measured-publisher.js';

export interface RelaysParts {
  readonly publisher: EventPublisher;
  readonly backlog: Backlog;
  readonly metrics: RelayMetrics;
  readonly report: RelayReport;
}

/** The relays of one process: one for each queue of unpublished events. */
export class Relays {
  private readonly relays = new Map<string, OutboxRelay>();
  private isStarted = false;

  constructor(private readonly parts: RelaysParts) {}

  /**
   * Publishes this queue for as long as the process runs, and counts what waits in it as backlog of the outbox. Several
   * modules of a process may fill one queue and add it: the first is enough.
   */
  add(queue: UnpublishedEvents): void {
    if (this.relays.has(queue.name)) return;
    const { publisher, backlog, metrics, report } = this.parts;
    const relay = new OutboxRelay(queue, metrics.measured(queue.name, publisher), report);
    this.relays.set(queue.name, relay);
    backlog.count('outbox', queue.name, (workspaceId) => queue.waiting(workspaceId));
    backlog.count('quarantined', `${queue.name}, unpublishable`, (id) => countUnpublishable(queue, id));
    if (this.isStarted) relay.start();
  }

  start(): void {
    this.isStarted = true;
    for (const relay of this.relays.values()) relay.start();
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
  }
}
