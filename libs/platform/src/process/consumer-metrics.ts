import { Counter, type Gauge } from 'prom-client';

import type { EventTransport } from '../outbox/event-transport.js';
import type { ConsumerCounts } from '../outbox/publisher.js';
import type { Metrics } from '../telemetry/metrics.js';

const lagSampleMs = 15_000;

/** What consumers of this process did not take, and how far they are behind. */
export class ConsumerMetrics {
  private readonly lag: Gauge<'consumer'>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    metrics: Metrics,
    private readonly transport: EventTransport,
  ) {
    this.lag = metrics.gauge({
      name: 'whence_consumer_lag_records',
      help: 'Records published and not yet taken by the consumer.',
      labels: ['consumer'],
    });
    this.countFrom(metrics, {
      name: 'whence_consumer_repeats_total',
      help: 'Events that came again and were dropped.',
      countOf: ({ repeats }) => repeats,
    });
    this.countFrom(metrics, {
      name: 'whence_dead_letters_total',
      help: 'Events that the consumer could not take and kept aside.',
      countOf: ({ keptAside }) => keptAside,
    });
  }

  start(): void {
    this.timer ??= setInterval(() => void this.sampleLag(), lagSampleMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Where the broker is away, the last figures stand. */
  async sampleLag(): Promise<void> {
    for (const consumer of this.transport.consumers) {
      const lag = await this.transport.lagOf(consumer).catch(() => undefined);
      if (lag !== undefined) this.lag.set({ consumer: consumer.name }, lag);
    }
  }

  /** Consumers keep their own counts; they are read when somebody asks. */
  private countFrom(
    { registry }: Metrics,
    { name, help, countOf }: { name: string; help: string; countOf: (counts: ConsumerCounts) => number },
  ): void {
    const { transport } = this;
    new Counter({
      name,
      help,
      labelNames: ['consumer'],
      registers: [registry],
      collect() {
        this.reset();
        for (const consumer of transport.consumers) {
          if (consumer.counts !== undefined) this.inc({ consumer: consumer.name }, countOf(consumer.counts));
        }
      },
    });
  }
}
