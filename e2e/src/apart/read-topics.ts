import { fromKafkajs, type KafkaRecord } from '@whence/check-events';
import kafkajs from 'kafkajs';

/** Where the records are. */
export interface Topics {
  readonly kafka: { readonly brokers: readonly string[] };
}

const { Kafka, logLevel } = kafkajs;
const readTimeoutMs = 120_000;
const fetchWaitMs = 50;

/** A client that knows nothing of us. */
export const outsideKafka = ({ kafka }: Topics): kafkajs.Kafka =>
  new Kafka({ clientId: 'outside', brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });

/** Every record of these topics that is there now, read from their start; of one partition in the order of its offsets. */
export const readTopics = async (deployment: Topics, topics: readonly string[]): Promise<readonly KafkaRecord[]> => {
  const kafka = outsideKafka(deployment);
  const remaining = await endsOf(kafka, topics);
  const records: KafkaRecord[] = [];
  if (remaining.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `outside-${process.hrtime.bigint()}`, maxWaitTimeInMs: fetchWaitMs });
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const left = (): Error => new Error(`not all could be read: ${[...remaining.keys()].join(', ')}`);
      timer = setTimeout(() => reject(left()), readTimeoutMs);
      const take = ({ topic, partition, message }: kafkajs.EachMessagePayload): Promise<void> => {
        records.push(fromKafkajs({ topic, partition, message }));
        const place = `${topic} ${partition}`;
        const last = remaining.get(place);
        if (last !== undefined && BigInt(message.offset) >= last) remaining.delete(place);
        if (remaining.size === 0) resolve();
        return Promise.resolve();
      };
      consumer.run({ autoCommit: false, eachMessage: take }).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
  return withoutRereads(records);
};

/** The last offset of every partition that has a record. */
const endsOf = async (kafka: kafkajs.Kafka, topics: readonly string[]): Promise<Map<string, bigint>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (BigInt(high) > BigInt(low)) ends.set(`${topic} ${partition}`, BigInt(high) - 1n);
      }
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
};

/** A rebalance of the reader's own group makes it begin again. */
const withoutRereads = (records: readonly KafkaRecord[]): readonly KafkaRecord[] => {
  const places = new Map(records.map((record) => [`${record.topic} ${record.partition} ${record.offset}`, record]));
  return [...places.values()].sort((one, other) => Number(BigInt(one.offset) - BigInt(other.offset)));
};
