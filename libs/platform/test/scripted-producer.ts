import type { Admin, Kafka, Producer, ProducerBatch, RecordMetadata } from 'kafkajs';

import { recordOf, type KafkaRecord } from '../src/kafka/kafka-record.js';
import { RecordProducer } from '../src/kafka/record-producer.js';
import { TopicNames } from '../src/kafka/topic-names.js';
import { amountNoted } from './desk.js';

export const topic = 'whence.amounts.v1';
export const partitions = 6;

/** Answers metadata, and nothing else that is asked. */
const admin = {
  fetchTopicMetadata: async () => ({ topics: [{ name: topic, partitions: Array.from({ length: partitions }) }] }),
} as unknown as Admin;

/** What brokers answer to a batch. */
export type Answer = (batch: ProducerBatch) => Promise<RecordMetadata[]>;

/** A producer whose brokers are a function. */
export class ScriptedProducer extends RecordProducer {
  made = 0;
  ended = 0;

  constructor(public answer: Answer) {
    super(undefined as unknown as Kafka, admin);
  }

  protected override makeProducer(): Producer {
    this.made += 1;
    return {
      connect: async () => undefined,
      disconnect: async () => void (this.ended += 1),
      sendBatch: (batch: ProducerBatch) => this.answer(batch),
    } as unknown as Producer;
  }
}

const touched = ({ topicMessages = [] }: ProducerBatch): readonly number[] => [
  ...new Set(topicMessages.flatMap(({ messages }) => messages.map(({ partition }) => partition ?? -1))),
];

/** The answer of brokers that have everything. */
export const stored = (batch: ProducerBatch, changes: Partial<RecordMetadata> = {}): RecordMetadata[] =>
  touched(batch).map((partition) => ({ topicName: topic, partition, errorCode: 0, baseOffset: '7', ...changes }));

/** A record of an amount; each key is another's. */
export const amountRecord = (amount: number, key = `key-${amount}`): KafkaRecord =>
  recordOf(amountNoted(amount, { key }), { names: new TopicNames(''), schemaUriOf: () => undefined });
