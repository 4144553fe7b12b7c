import { Logger } from '@nestjs/common';

import type { PlatformConfig } from '../config/platform-config.js';
import type { EventCatalogue } from '../kafka/event-catalogue.js';
import { KafkaTransport, type KafkaReport } from '../kafka/kafka-transport.js';
import { InProcessTransport, type EventTransport } from '../outbox/event-transport.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Over Kafka where brokers are configured, within the process otherwise. Throws where the published events are not known. */
export const eventTransportOf = (
  config: PlatformConfig,
  catalogue: EventCatalogue | undefined,
  metrics: Metrics,
): EventTransport => {
  if (config.kafkaBrokers === undefined) return new InProcessTransport();
  if (catalogue === undefined) throw new Error('events can travel over Kafka only where their catalogue is given');
  const logger = new Logger('Events');
  return new KafkaTransport({
    brokers: config.kafkaBrokers,
    topicPrefix: config.kafkaTopicPrefix,
    catalogue,
    report: kafkaReport(logger, metrics),
    giveUp: (consumer) => {
      logger.fatal({ message: 'the consumer makes no progress although the broker answers: ending', consumer });
      process.exit(1);
    },
  });
};

const kafkaReport = (logger: Logger, metrics: Metrics): KafkaReport => {
  const crashes = metrics.counter({
    name: 'whence_consumer_crashes_total',
    help: 'Ends of a Kafka consumer by an error, and whether the client started it again by itself.',
    labels: ['consumer', 'restarted'],
  });
  const unreadable = metrics.counter({
    name: 'whence_unreadable_records_total',
    help: 'Records that are no event and were put on the dead-letter topic.',
    labels: ['consumer'],
  });
  return {
    failed: ({ consumer, error }) => logger.warn({ message: 'events were not taken yet', consumer, error }),
    crashed: ({ consumer, restartsItself, error }) => {
      crashes.inc({ consumer, restarted: restartsItself ? 'by-client' : 'by-us' });
      logger.warn({ message: 'the consumer ended and is started again', consumer, error });
    },
    notStarted: (error) => logger.warn({ message: 'events do not travel yet', error }),
    unreadable: (consumer, records) => unreadable.inc({ consumer }, records),
  };
};
