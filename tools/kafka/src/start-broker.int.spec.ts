import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

import { startBroker, startCluster, type Broker, type Cluster } from './start-broker.js';
import { testBroker } from './test-broker.js';

const clientOf = (brokers: string[]): Kafka =>
  new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 10 } });

const connected = async (kafka: Kafka): Promise<Producer> => {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return producer;
};

const createTopic = async (kafka: Kafka, topic: string, replicationFactor: number): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor }], waitForLeaders: true });
  await admin.disconnect();
};

/** kafkajs gives up when the leader it knows refuses the connection. Nothing was taken then. */
const sendOnceTaken = async (producer: Producer, topic: string): Promise<void> => {
  for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
    try {
      await producer.send({ topic, acks: -1, messages: [{ value: 'without' }] });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
};

const endOffset = async (kafka: Kafka, topic: string): Promise<string | undefined> => {
  const admin = kafka.admin();
  await admin.connect();
  const [partition] = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return partition?.high;
};

describe('a broker', () => {
  let broker: Broker;

  beforeAll(async () => {
    broker = await startBroker();
  }, 60_000);

  afterAll(() => broker.stop());

  it('keeps its address and its records when it is killed and started again', async () => {
    const kafka = clientOf(broker.brokers);
    await createTopic(kafka, 'kept', 1);
    const producer = await connected(kafka);
    await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'before' }] });
    await broker.kill();
    expect(broker.nodes[0]?.isRunning).toBe(false);
    await broker.restart();
    await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'after' }] });
    expect(await endOffset(kafka, 'kept')).toBe('2');
    await producer.disconnect();
  }, 60_000);
});

describe('three brokers', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster(3);
  }, 90_000);

  afterAll(() => cluster.stop());

  it('go on without the leader, and take it back', async () => {
    const kafka = clientOf(cluster.brokers);
    await createTopic(kafka, 'led', 3);
    const admin = kafka.admin();
    await admin.connect();
    const leader = async (): Promise<number | undefined> =>
      (await admin.fetchTopicMetadata({ topics: ['led'] })).topics[0]?.partitions[0]?.leader;
    const first = (await leader()) ?? 0;
    const producer = await connected(kafka);
    await cluster.nodes[first - 1]?.kill();
    await sendOnceTaken(producer, 'led');
    expect(await leader()).not.toBe(first);
    await cluster.nodes[first - 1]?.restart();
    expect(await endOffset(kafka, 'led')).toBe('1');
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }, 90_000);
});

describe('the broker of a test run', () => {
  it('is one for all who ask, and gives each a prefix of its own', async () => {
    const [one, other] = await Promise.all([testBroker(), testBroker()]);
    expect(one.brokers).toEqual(other.brokers);
    expect(one.prefix).not.toBe(other.prefix);
    await createTopic(clientOf(one.brokers), `${one.prefix}mine`, 1);
  });
});

/** Of a process that has ended it is empty, even while nobody has taken note of its end. */
const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

const package_ = join(import.meta.dirname, '..');
const main = join(package_, 'dist', 'main.js');

describe('whoever starts a broker', () => {
  const startElsewhere = async (script: string): Promise<{ owner: ChildProcess; printed: string }> => {
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: package_,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(owner.stdout, 'data')) as [Buffer];
    return { owner, printed: chunk.toString() };
  };

  it('takes it and its folder along, even when killed with -9', async () => {
    const { owner, printed } = await startElsewhere(`
      const { startBroker } = await import('@whence/kafka-broker');
      const { nodes } = await startBroker();
      console.log(nodes[0].pid);`);
    const pid = Number(printed);
    const folder = join(commandOf(pid).split('\0').at(-2) ?? '', '..', '..');
    expect(folder).toContain('whence-kafka-');
    owner.kill('SIGKILL');
    for (const deadline = Date.now() + 20_000; existsSync(folder) && Date.now() < deadline;) await sleep(50);
    expect(existsSync(folder)).toBe(false);
    expect(commandOf(pid)).toBe('');
  }, 60_000);

  it.each([
    ['no Java', { PATH: '/nowhere' }, /needs Java 17.*cannot be run: install it/],
    ['a command that makes no sense', { PATH: process.env['PATH'] }, /from 1 to 3 is wanted, not "7"[\s\S]*npm run/],
  ])('is told what is wrong: %s', (_what, env, message) => {
    const args = env.PATH === '/nowhere' ? [] : ['--nodes', '7'];
    const { stderr, status } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  });
});
