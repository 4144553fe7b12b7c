import { setTimeout as sleep } from 'node:timers/promises';

import type { BrokerNode } from '@whence/kafka-broker';

import { outsideKafka } from '../apart/read-topics.js';
import type { Stage } from './stage.js';

/** How long a broker is away, and how long it is back before the next is struck. */
const awayMs = 1_500;
const backMs = 2_500;

export interface LeaderLoss {
  readonly topic: string;
  readonly times: number;
  /** `kill -9`; or a clean end, as when brokers are updated one after the other: then the leader changes at once. */
  readonly how: 'killed' | 'stopped';
}

/** The broker that leads a topic ends, and starts again, time after time: each time another one leads. */
export const loseLeaders = async ({ deployment }: Stage, { topic, times, how }: LeaderLoss): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    const leader = await leaderOf(deployment, topic);
    await (how === 'killed' ? leader.kill() : leader.stop());
    await sleep(awayMs);
    await leader.restart();
    await sleep(backMs);
  }
};

/** The broker that leads most of a topic's partitions. */
const leaderOf = async (deployment: Stage['deployment'], topic: string): Promise<BrokerNode> => {
  const admin = outsideKafka(deployment).admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { brokers } = await admin.describeCluster();
    const leaders = topics.flatMap(({ partitions }) => partitions.map(({ leader }) => leader));
    const count = (id: number): number => leaders.filter((leader) => leader === id).length;
    const [most] = brokers.toSorted((one, other) => count(other.nodeId) - count(one.nodeId));
    const node = deployment.kafka.nodes.find(({ address }) => address === `${most?.host}:${most?.port}`);
    if (node === undefined) throw new Error(`nobody leads ${topic}`);
    return node;
  } finally {
    await admin.disconnect();
  }
};
