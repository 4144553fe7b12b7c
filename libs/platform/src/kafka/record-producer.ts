import type { Admin, Kafka, Message, Producer, RecordMetadata } from 'kafkajs';

import type { KafkaRecord } from './kafka-record.js';
import { partitionOf } from './partition-of.js';

/** How long the brokers may take to put a batch on all replicas in sync. */
const acknowledgedWithinMs = 5_000;
/** A producer that has failed for so long is given up: its state may be what fails. */
const failingMsMax = 10_000;

/** The brokers' answer says nothing of partitions that records were sent to: whether these arrived is unknown. */
export class IncompleteAnswer extends Error {
  constructor(partitions: readonly string[]) {
    super(`the brokers did not acknowledge ${partitions.join(', ')}`);
    this.name = 'IncompleteAnswer';
  }
}

/** Topics that are not there yet: nothing can be sent to them. */
export class TopicMissing extends Error {
  constructor(topic: string) {
    super(`the topic ${topic} is not there, or not yet`);
    this.name = 'TopicMissing';
  }
}

/**
 * Sends records and believes nothing but an answer that names every partition. kafkajs must not repeat by itself: it
 * remembers which broker answered and not for which partitions, and then resolves without those that moved meanwhile
 * (seen: acknowledged records lost). So it sends once, and whoever calls sends the whole batch again.
 */
export class RecordProducer {
  private producer: Promise<Producer> | undefined;
  private failingSinceMs: number | undefined;
  private readonly partitionCounts = new Map<string, number>();

  constructor(
    protected readonly kafka: Kafka,
    private readonly admin: Admin,
  ) {}

  /** One attempt. Where it rejects, any of the records may have arrived. */
  async send(records: readonly KafkaRecord[]): Promise<void> {
    try {
      const batch = await this.toBatch(records);
      const producer = await this.connected();
      const answer = await producer.sendBatch({
        acks: -1,
        timeout: acknowledgedWithinMs,
        topicMessages: [...batch].map(([topic, messages]) => ({ topic, messages })),
      });
      this.verify(batch, answer);
      this.failingSinceMs = undefined;
    } catch (error) {
      await this.noteFailure();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.then((one) => one.disconnect()).catch(() => undefined);
  }

  /** Each record's partition is set by us, in the order of the records. */
  private async toBatch(records: readonly KafkaRecord[]): Promise<ReadonlyMap<string, Message[]>> {
    const batch = new Map<string, Message[]>();
    for (const { topic, key, value, headers } of records) {
      const partition = partitionOf(key ?? '', await this.partitionsOf(topic));
      const messages = batch.get(topic);
      const message = { key, value, headers, partition };
      if (messages === undefined) batch.set(topic, [message]);
      else messages.push(message);
    }
    return batch;
  }

  private async partitionsOf(topic: string): Promise<number> {
    let count = this.partitionCounts.get(topic);
    if (count === undefined) {
      const { topics } = await this.admin.fetchTopicMetadata({ topics: [topic] });
      count = topics[0]?.partitions.length ?? 0;
      if (count === 0) throw new TopicMissing(topic);
      this.partitionCounts.set(topic, count);
    }
    return count;
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.connect().catch((error: unknown) => {
      this.producer = undefined;
      throw error;
    });
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.makeProducer();
    await producer.connect();
    return producer;
  }

  /** Without its own retries, and not idempotent: there a duplicate sequence is taken for success. */
  protected makeProducer(): Producer {
    return this.kafka.producer({
      retry: { retries: 0 },
      idempotent: false,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      // Every message says its partition.
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
  }

  /** Throws `IncompleteAnswer` where a partition that was sent to has not said that it has its records. */
  protected verify(batch: ReadonlyMap<string, readonly Message[]>, answer: readonly RecordMetadata[]): void {
    const acknowledged = new Set(answer.filter(isStored).map((one) => `${one.topicName} ${one.partition}`));
    const touched = new Set<string>();
    for (const [topic, messages] of batch) for (const { partition } of messages) touched.add(`${topic} ${partition}`);
    const missing = [...touched].filter((partition) => !acknowledged.has(partition));
    if (missing.length > 0) throw new IncompleteAnswer(missing);
  }

  private async noteFailure(): Promise<void> {
    const nowMs = performance.now();
    this.failingSinceMs ??= nowMs;
    if (nowMs - this.failingSinceMs < failingMsMax) return;
    this.failingSinceMs = undefined;
    this.partitionCounts.clear();
    await this.close();
  }
}

const isStored = ({ errorCode, baseOffset }: RecordMetadata): boolean =>
  errorCode === 0 && baseOffset !== undefined && BigInt(baseOffset) >= 0n;

const tooLargeTypes = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'];

/** Whether a broker refuses the size of what was sent. kafkajs wraps what a broker said in what it makes of it. */
export const isTooLarge = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('type' in at && typeof at.type === 'string' && tooLargeTypes.includes(at.type)) return true;
  }
  return false;
};
