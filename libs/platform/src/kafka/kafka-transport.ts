import { setTimeout as sleep } from 'node:timers/promises';

import type { Admin, Kafka } from 'kafkajs';

import { EventTransport, type NamedConsumer } from '../outbox/event-transport.js';
import type { EventConsumer } from '../outbox/publisher.js';
import { ConsumerGroup, type ConsumerGroupReport } from './consumer-group.js';
import { ConsumerLag } from './consumer-lag.js';
import { ConsumerWatchdog } from './consumer-watchdog.js';
import { ensureTopics } from './ensure-topics.js';
import type { EventCatalogue } from './event-catalogue.js';
import { Gate } from './gate.js';
import { kafkaClient } from './kafka-client.js';
import { KafkaEventPublisher } from './kafka-event-publisher.js';
import { recordOf } from './kafka-record.js';
import { RecordProducer } from './record-producer.js';
import { TopicNames } from './topic-names.js';
import { publishUnreadable } from './unreadable-record.js';

export interface KafkaTransportOptions {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly catalogue: EventCatalogue;
  readonly report: KafkaReport;
  /** Ends the process because of a consumer that makes no progress. */
  readonly giveUp: (consumer: string) => void;
}

/** What happens on the way, for logs and metrics. */
export interface KafkaReport extends ConsumerGroupReport {
  /** The brokers, or the topics, are not there yet; it is tried again. */
  notStarted(error: unknown): void;
  unreadable(consumer: string, records: number): void;
}

const startBackOffMs = 1_000;

/** Over Kafka: a record on a topic for each event, a consumer group for each consumer. */
export class KafkaTransport extends EventTransport {
  readonly publisher: KafkaEventPublisher;
  private readonly kafka: Kafka;
  private readonly admin: Admin;
  private readonly names: TopicNames;
  private readonly lag: ConsumerLag;
  private readonly producer: RecordProducer;
  private readonly groups: ConsumerGroup[] = [];
  private readonly watchdog: ConsumerWatchdog;
  private readonly stopping = new AbortController();
  private readonly topicsAreThere = new Gate('the topics are not there yet');

  constructor(private readonly options: KafkaTransportOptions) {
    super();
    this.kafka = kafkaClient(options.brokers);
    this.admin = this.kafka.admin();
    this.lag = new ConsumerLag(this.admin);
    this.names = new TopicNames(options.topicPrefix);
    this.producer = new RecordProducer(this.kafka, this.admin);
    const { names } = this;
    const { catalogue } = options;
    const schemaUriOf = (type: string): string | undefined => catalogue.schemaUriOf(type);
    this.publisher = new KafkaEventPublisher({
      producer: this.producer,
      toRecord: (event) => recordOf(event, { names, schemaUriOf }),
      topicsAreThere: this.topicsAreThere.promise,
    });
    this.watchdog = new ConsumerWatchdog({
      groups: this.groups,
      isBrokerAnswering: () => this.isBrokerAnswering(),
      giveUp: options.giveUp,
    });
  }

  override subscribe(consumer: EventConsumer): void {
    super.subscribe(consumer);
    const { kafka, names } = this;
    const topics = this.topicsOf(consumer);
    const { report } = this.options;
    const group = new ConsumerGroup({
      kafka,
      names,
      consumer,
      topics,
      report,
      publishUnreadable: async (records) => {
        await publishUnreadable(this.producer, records, names);
        report.unreadable(consumer.name, records.length);
      },
    });
    this.groups.push(group);
  }

  /** Tries until the topics are there; nothing is consumed before. */
  async start(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await ensureTopics(this.admin, this.options.catalogue.topics, this.names);
        this.topicsAreThere.open();
        break;
      } catch (error) {
        this.options.report.notStarted(error);
        await sleep(startBackOffMs, undefined, { signal }).catch(() => undefined);
      }
    }
    if (signal.aborted) return;
    for (const group of this.groups) group.start();
    this.watchdog.start();
  }

  async stopConsuming(): Promise<void> {
    this.stopping.abort();
    this.topicsAreThere.close();
    this.watchdog.stop();
    await Promise.all(this.groups.map((group) => group.stop()));
  }

  async close(): Promise<void> {
    await this.producer.close();
    await this.admin.disconnect();
  }

  async lagOf(consumer: NamedConsumer): Promise<number> {
    const topics = this.topicsOf(consumer).map((topic) => this.names.topic(topic));
    return this.lag.of(this.names.group(consumer.name), topics);
  }

  private topicsOf({ name, types }: NamedConsumer): readonly string[] {
    const topics = types.map((type) => {
      const topic = this.options.catalogue.topicOf(type);
      if (topic === undefined) throw new Error(`${name} wants ${type}, which is published nowhere`);
      return topic;
    });
    return [...new Set(topics)];
  }

  private async isBrokerAnswering(): Promise<boolean> {
    return this.admin.describeCluster().then(
      () => true,
      () => false,
    );
  }
}
