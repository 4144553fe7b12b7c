import type { UnreadableRecord } from './consumer-group.js';
import type { KafkaRecord } from './kafka-record.js';
import { isTooLarge, type RecordProducer } from './record-producer.js';
import type { TopicNames } from './topic-names.js';

/** Records that nobody can read, byte for byte, on the dead-letter topic, with where each was found and what is wrong. */
export const publishUnreadable = async (
  producer: RecordProducer,
  unreadable: readonly UnreadableRecord[],
  names: TopicNames,
): Promise<void> => {
  for (const one of unreadable) {
    const record = deadLetterOf(one, names);
    try {
      await producer.send([record]);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      // As large as a record may be, and larger with its cause: it can still be found where it came from.
      const { dlq_cause: cause } = record.headers;
      const headers = { ...record.headers, dlq_cause: `${String(cause)}; the value is too large to be repeated here` };
      await producer.send([{ ...record, headers, value: '' }]);
    }
  }
};

const deadLetterOf = (unreadable: UnreadableRecord, names: TopicNames): KafkaRecord => {
  const { topic, partition, message, consumer, cause } = unreadable;
  return {
    topic: names.deadLetterTopic(topic),
    key: message.key,
    value: message.value ?? '',
    headers: {
      ...message.headers,
      dlq_consumer: consumer,
      dlq_cause: cause,
      dlq_failed_at: new Date().toISOString(),
      dlq_topic: topic,
      dlq_partition: partition.toString(),
      dlq_offset: message.offset,
    },
  };
};
