import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testBroker, type TestBroker } from '@whence/kafka-broker';
import kafkajs, { type Admin } from 'kafkajs';

import { brokerStartMsMax } from '../../test/broker-start.js';
import { until } from '../../test/desk.js';
import { testKafka } from '../../test/read-topic.js';
import { ensureTopics } from './ensure-topics.js';
import type { TopicSpec } from './event-catalogue.js';
import { TopicNames } from './topic-names.js';

let broker: TestBroker;
let admin: Admin;
let names: TopicNames;

beforeAll(async () => {
  broker = await testBroker();
  names = new TopicNames(broker.prefix);
  admin = testKafka(broker.brokers).admin();
}, brokerStartMsMax);

afterAll(async () => {
  await admin.disconnect();
});

const eventful: TopicSpec = { name: 'eventful', partitions: 6, retentionMs: 1_000_000, isCompacted: false };
const compacted: TopicSpec = { name: 'compacted', partitions: 3, retentionMs: -1, isCompacted: true };

const partitionsOf = async (name: string): Promise<number | undefined> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [`${broker.prefix}${name}`] });
  return topics[0]?.partitions.length;
};

const configOf = async (name: string): Promise<Readonly<Record<string, string>>> => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: `${broker.prefix}${name}` }],
  });
  const entries = resources[0]?.configEntries ?? [];
  return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
};

describe('topics', () => {
  it('are made where they are missing, each with one for its dead letters', async () => {
    await ensureTopics(admin, [eventful, compacted], names);
    expect(await Promise.all(['eventful', 'eventful.dlq', 'compacted'].map(partitionsOf))).toEqual([6, 1, 3]);
    expect(await configOf('eventful')).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '1000000',
      // This cluster has one broker.
      'min.insync.replicas': '1',
    });
    expect(await configOf('compacted')).toMatchObject({ 'cleanup.policy': 'compact', 'retention.ms': '-1' });
    expect(await configOf('compacted.dlq')).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '31536000000',
    });
  });

  it('are made once by processes that start together', async () => {
    const together = { ...eventful, name: 'together' };
    await Promise.all(Array.from({ length: 4 }, () => ensureTopics(admin, [together], names)));
    expect(await partitionsOf('together')).toBe(6);
  });

  it('that are there get our configuration, keep what an operator has set beside it, and never another partition', async () => {
    const topic = `${broker.prefix}older`;
    const configEntries = [
      { name: 'retention.ms', value: '5' },
      { name: 'segment.bytes', value: '2000000' },
    ];
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 2, configEntries }] });
    await until(async () => (await partitionsOf('older').catch(() => 0)) === 2);
    await ensureTopics(admin, [{ ...eventful, name: 'older' }], names);
    await until(async () => (await configOf('older'))['retention.ms'] === '1000000');
    expect(await configOf('older')).toMatchObject({ 'segment.bytes': '2000000' });
    expect(await partitionsOf('older')).toBe(2);
  });
});
