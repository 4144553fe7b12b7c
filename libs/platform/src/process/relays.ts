import { OutboxRelay, type RelayReport, type UnpublishedEvents } from '../outbox/relay.js';
import type { EventPublisher } from '../outbox/publisher.js';
import type { Backlog } from './backlog.js';

/** The relays of one process: one for each queue of unpublished events. */
export class Relays {
  private readonly relays: OutboxRelay[] = [];
  private isStarted = false;

  constructor(
    private readonly publisher: EventPublisher,
    private readonly backlog: Backlog,
    private readonly report: RelayReport,
  ) {}

  /** Publishes this queue for as long as the process runs, and counts what waits in it as backlog of the outbox. */
  add(queue: UnpublishedEvents): void {
    const relay = new OutboxRelay(queue, this.publisher, this.report);
    this.relays.push(relay);
    this.backlog.count('outbox', queue.name, (workspaceId) => queue.waiting(workspaceId));
    if (this.isStarted) relay.start();
  }

  start(): void {
    this.isStarted = true;
    for (const relay of this.relays) relay.start();
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    await Promise.all(this.relays.map((relay) => relay.stop()));
  }
}
