import { createRequire } from 'node:module';

import { describe, expect, it } from '@jest/globals';
import type { Message, ProducerBatch, RecordMetadata } from 'kafkajs';

import { amountRecord, ScriptedProducer, topic } from '../../test/scripted-producer.js';
import { IncompleteAnswer } from './record-producer.js';

describe('why kafkajs may not repeat by itself', () => {
  interface Cluster {
    readonly [method: string]: unknown;
  }
  type CreateSendMessages = (parts: {
    readonly logger: unknown;
    readonly cluster: Cluster;
    readonly partitioner: unknown;
    readonly eosManager: unknown;
    readonly retrier: (attempt: (bail: (error: unknown) => never) => Promise<unknown>) => Promise<unknown>;
  }) => (batch: ProducerBatch) => Promise<RecordMetadata[]>;
  const createSendMessages = createRequire(import.meta.url)(
    'kafkajs/src/producer/sendMessages.js',
  ) as CreateSendMessages;

  const nothing = (): undefined => undefined;

  /** Two partitions on two brokers. The second broker fails, and its partition moves to the first, which has answered. */
  const sendWhileLeaderMoves = async (attemptsMax: number): Promise<{ answer: RecordMetadata[]; stored: number[] }> => {
    const storedPartitions: number[] = [];
    let leaderOfSecond = 2;
    const broker = (nodeId: number): unknown => ({
      nodeId,
      produce: async ({ topicData }: { topicData: { topic: string; partitions: { partition: number }[] }[] }) => {
        if (nodeId === 2) {
          leaderOfSecond = 1;
          throw Object.assign(new Error('not the leader any more'), {
            type: 'NOT_LEADER_FOR_PARTITION',
            retriable: true,
          });
        }
        const taken = topicData.flatMap((one) => one.partitions.map(({ partition }) => partition));
        storedPartitions.push(...taken);
        return {
          topics: [
            {
              topicName: topic,
              partitions: taken.map((partition) => ({ partition, errorCode: 0, baseOffset: '0' })),
            },
          ],
        };
      },
    });
    const brokers = [broker(1), broker(2)];
    const cluster: Cluster = {
      addMultipleTargetTopics: nothing,
      refreshMetadataIfNecessary: nothing,
      refreshMetadata: nothing,
      isConnected: () => true,
      findTopicPartitionMetadata: () => [{ partitionId: 0 }, { partitionId: 1 }],
      findLeaderForPartitions: () => (leaderOfSecond === 2 ? { 1: [0], 2: [1] } : { 1: [0, 1] }),
      findBroker: async ({ nodeId }: { nodeId: string }) => brokers[Number(nodeId) - 1],
    };
    const retrier = async (attempt: (bail: (error: unknown) => never) => Promise<unknown>): Promise<unknown> => {
      const bail = (error: unknown): never => {
        throw error;
      };
      for (let attempts = 1; attempts < attemptsMax; attempts += 1) {
        const answer = await attempt(bail).catch(nothing);
        if (answer !== undefined) return answer;
      }
      return attempt(bail);
    };
    const logger = { debug: nothing, error: nothing };
    const eosManager = {
      acquireBrokerLock: nothing,
      releaseBrokerLock: nothing,
      isTransactional: () => false,
      getSequence: () => 0,
      updateSequence: nothing,
      getProducerId: nothing,
      getProducerEpoch: nothing,
    };
    const partitioner = ({ message }: { message: Message }): number => message.partition ?? 0;
    const send = createSendMessages({ logger, cluster, partitioner, eosManager, retrier });
    const messages = [0, 1].map((partition) => ({ key: 'any', value: '{}', partition }));
    const answer = await send({ topicMessages: [{ topic, messages }] });
    return { answer, stored: storedPartitions };
  };

  it('with its own retries a send resolves, and a partition has been left out', async () => {
    const { answer, stored: kept } = await sendWhileLeaderMoves(5);
    expect(answer.map(({ partition }) => partition)).toEqual([0]);
    expect(kept).toEqual([0]);
  });

  it('without them the same send fails, and is repeated whole', async () => {
    await expect(sendWhileLeaderMoves(1)).rejects.toThrow('not the leader any more');
  });

  it('and if it did resolve like that, we would not believe it', async () => {
    const { answer } = await sendWhileLeaderMoves(5);
    const keys = ['key-1', 'key-2', 'key-3', 'key-4'];
    const producer = new ScriptedProducer(async () => answer);
    await expect(producer.send(keys.map((key, amount) => amountRecord(amount, key)))).rejects.toThrow(IncompleteAnswer);
  });
});
