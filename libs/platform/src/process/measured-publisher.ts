import { EventPublisher, type UnpublishableEvent } from '../outbox/publisher.js';
import type { PublishableEvent } from '../outbox/event.js';
import type { Metrics } from '../telemetry/metrics.js';

/** What relays count. */
export class RelayMetrics {
  private readonly published;
  private readonly repeated;
  private readonly unpublishable;

  constructor(metrics: Metrics) {
    const labels = ['relay'] as const;
    this.published = metrics.counter({ name: 'whence_events_published_total', help: 'Events published.', labels });
    this.repeated = metrics.counter({
      name: 'whence_event_batches_repeated_total',
      help: 'Batches that failed to be published and were published again.',
      labels,
    });
    this.unpublishable = metrics.counter({
      name: 'whence_events_unpublishable_total',
      help: 'Events kept aside because they can never be published.',
      labels,
    });
  }

  /** The publisher, counting for one relay. */
  measured(relay: string, publisher: EventPublisher): EventPublisher {
    return new MeasuredPublisher(publisher, {
      published: (events) => this.published.inc({ relay }, events),
      repeated: () => this.repeated.inc({ relay }),
      unpublishable: (events) => this.unpublishable.inc({ relay }, events),
    });
  }
}

interface PublisherCounts {
  published(events: number): void;
  repeated(): void;
  unpublishable(events: number): void;
}

class MeasuredPublisher extends EventPublisher {
  constructor(
    private readonly publisher: EventPublisher,
    private readonly counts: PublisherCounts,
  ) {
    super();
  }

  async publish(events: readonly PublishableEvent[]): Promise<readonly UnpublishableEvent[]> {
    try {
      const unpublishable = await this.publisher.publish(events);
      this.counts.published(events.length - unpublishable.length);
      this.counts.unpublishable(unpublishable.length);
      return unpublishable;
    } catch (error) {
      this.counts.repeated();
      throw error;
    }
  }
}
