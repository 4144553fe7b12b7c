import { setTimeout as sleep } from 'node:timers/promises';

// Node finds only some of this CommonJS package's names, and these not among them.
import kafkajs, { type Admin, type ITopicMetadata } from 'kafkajs';

import type { TopicSpec } from './event-catalogue.js';
import type { TopicNames } from './topic-names.js';

const { ConfigResourceTypes, ConfigSource } = kafkajs;

const replicasMax = 3;
/** With so many replicas one broker may be away and records are still on two before they are acknowledged. */
const replicasForTwoInSync = 3;
/** Dead letters are there for people to look into, and few. */
const deadLetterRetentionMs = 365 * 86_400_000;

/** How long topics that were made may take to be there for everybody. */
const leaderLookMs = 100;
const leaderLooksMax = 100;

/**
 * Makes the topics that are missing, and sets the configuration of those that are there. Their partitions stay as they
 * are: a key would move to another one, and its order with it.
 */
export const ensureTopics = async (admin: Admin, specs: readonly TopicSpec[], names: TopicNames): Promise<void> => {
  const wanted = specs.flatMap((spec) => [
    { ...spec, name: names.topic(spec.name) },
    {
      name: names.deadLetterTopic(spec.name),
      partitions: 1,
      retentionMs: deadLetterRetentionMs,
      isCompacted: false,
    },
  ]);
  const present = new Set(await admin.listTopics());
  const missing = wanted.filter(({ name }) => !present.has(name));
  if (missing.length > 0) await createTopics(admin, missing);
  for (const spec of wanted) if (present.has(spec.name)) await configureTopic(admin, spec);
};

/** Another process may be making them at the same moment, which is as good. */
const createTopics = async (admin: Admin, missing: readonly TopicSpec[]): Promise<void> => {
  const { brokers } = await admin.describeCluster();
  const replicas = Math.min(replicasMax, brokers.length);
  await admin.createTopics({
    // Its own waiting ends with an error where the broker that is asked has not heard of the topic yet.
    waitForLeaders: false,
    topics: missing.map((spec) => ({
      topic: spec.name,
      numPartitions: spec.partitions,
      replicationFactor: replicas,
      configEntries: configOf(spec, replicas),
    })),
  });
  await haveLeaders(
    admin,
    missing.map(({ name }) => name),
  );
};

const haveLeaders = async (admin: Admin, topics: string[]): Promise<void> => {
  for (let looks = 1; looks < leaderLooksMax; looks += 1) {
    const found = await admin.fetchTopicMetadata({ topics }).catch(() => undefined);
    if (found?.topics.every(hasLeaders) === true) return;
    await sleep(leaderLookMs);
  }
  throw new Error('the topics that were made have no leaders yet');
};

const hasLeaders = ({ partitions }: ITopicMetadata): boolean =>
  partitions.length > 0 && partitions.every(({ leader }) => leader >= 0);

interface ConfigEntry {
  readonly name: string;
  readonly value: string;
}

const configOf = ({ retentionMs, isCompacted }: TopicSpec, replicas: number): ConfigEntry[] => [
  { name: 'cleanup.policy', value: isCompacted ? 'compact' : 'delete' },
  { name: 'retention.ms', value: retentionMs.toString() },
  { name: 'min.insync.replicas', value: replicas >= replicasForTwoInSync ? '2' : '1' },
];

const configureTopic = async (admin: Admin, spec: TopicSpec): Promise<void> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [spec.name] });
  const wanted = configOf(spec, topics[0]?.partitions[0]?.replicas.length ?? 1);
  const set = await ownConfig(admin, spec.name);
  if (wanted.every(({ name, value }) => set.get(name) === value)) return;
  // This request replaces the whole configuration: what an operator has set beside ours has to be in it.
  for (const { name, value } of wanted) set.set(name, value);
  const configEntries = [...set].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: spec.name, configEntries }],
  });
};

/** What is set on the topic itself; the rest is the brokers'. */
const ownConfig = async (admin: Admin, topic: string): Promise<Map<string, string>> => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  });
  const entries = resources[0]?.configEntries ?? [];
  const own = entries.filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG);
  return new Map(own.map(({ configName, configValue }) => [configName, configValue]));
};
