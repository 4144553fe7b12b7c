import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';

import { until } from './desk.js';

/** A record as a consumer finds it that knows nothing of us. */
export interface FoundRecord {
  readonly partition: number;
  readonly offset: string;
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client that does nothing but what a test asks of it. */
export const testKafka = (brokers: readonly string[]): Kafka =>
  new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING });

/** Every record of a topic, once there are that many. */
export const readTopic = async (
  brokers: readonly string[],
  topic: string,
  count: number,
): Promise<readonly FoundRecord[]> => {
  const groupId = `reader-of-${topic}-${process.hrtime.bigint()}`;
  const consumer = testKafka(brokers).consumer({ groupId, maxWaitTimeInMs: 50 });
  const found: FoundRecord[] = [];
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => void found.push(toFound(partition, message)),
    });
    await until(() => found.length >= count);
  } finally {
    await consumer.disconnect();
  }
  return found;
};

const toFound = (partition: number, { offset, key, value, headers = {} }: KafkaMessage): FoundRecord => ({
  partition,
  offset,
  key: key?.toString(),
  value: value?.toString(),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
});
