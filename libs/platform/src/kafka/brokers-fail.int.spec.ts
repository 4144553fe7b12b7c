import { afterEach, describe, expect, it } from '@jest/globals';
import { startBroker, startCluster, type Broker } from '@whence/kafka-broker';

import { amountNoted, until } from '../../test/desk.js';
import { publishWhole } from '../../test/publish-whole.js';
import { quietTransport } from '../../test/quiet-transport.js';
import { readTopic } from '../../test/read-topic.js';
import type { KafkaTransport } from './kafka-transport.js';
import type { EventConsumer, OutgoingEvent } from '../outbox/index.js';

const topic = 'whence.amounts.v1';

let ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
}, 60_000);

const transportTo = (cluster: Pick<Broker, 'brokers'>): KafkaTransport => {
  const transport = quietTransport({ brokers: cluster.brokers, prefix: '' });
  ending.push(async () => {
    await transport.stopConsuming();
    await transport.close();
  });
  return transport;
};

const recorder = (): EventConsumer & { readonly ids: Set<string> } => ({
  name: 'recorder',
  types: ['whence.amount.noted.v1'],
  ids: new Set<string>(),
  async consume(events) {
    for (const { id } of events) this.ids.add(id);
  },
});

describe('a broker that is away', () => {
  it('keeps nothing that comes back from being published and taken', async () => {
    const broker = await startBroker();
    ending.push(() => broker.stop());
    await broker.kill();
    const transport = transportTo(broker);
    const consumer = recorder();
    transport.subscribe(consumer);
    const starting = transport.start();
    const events = [amountNoted(1), amountNoted(2)];
    const publishing = publishWhole(transport, events);
    await broker.restart();
    await Promise.all([starting, publishing]);
    await until(() => consumer.ids.size === 2);

    await broker.kill();
    const later = [amountNoted(3), amountNoted(4)];
    const again = publishWhole(transport, later);
    await broker.restart();
    await again;
    await until(() => consumer.ids.size === 4);
    expect([...consumer.ids].sort()).toEqual([...events, ...later].map(({ id }) => id).sort());

    // Nor does it keep a process from stopping.
    await broker.kill();
    await transport.stopConsuming();
    await transport.close();
  }, 180_000);
});

describe('three brokers whose leaders are killed one after the other', () => {
  it('lose nothing that was acknowledged, and keep the order of each key', async () => {
    const cluster = await startCluster(3);
    ending.push(() => cluster.stop());
    const transport = transportTo(cluster);
    await transport.start();
    const keys = Array.from({ length: 24 }, (_, index) => `key-${index}`);
    const acknowledged: OutgoingEvent[] = [];
    const over = new AbortController();
    const publishing = (async () => {
      for (let amount = 0; !over.signal.aborted; amount += 1) {
        const batch = keys.map((key) => amountNoted(amount, { key }));
        await publishWhole(transport, batch);
        acknowledged.push(...batch);
      }
    })();
    const soFar = (): number => acknowledged.length;
    const killOne = async (node: number): Promise<void> => {
      const before = soFar();
      await cluster.nodes[node]?.kill();
      await until(() => soFar() > before + keys.length);
    };
    await killOne(0);
    await cluster.nodes[0]?.restart();
    await killOne(1);
    over.abort();
    await publishing;

    const found = await readTopic(cluster.brokers, topic, acknowledged.length);
    const firstCopies = new Map(found.toReversed().map((record) => [record.headers['ce_id'], record]));
    expect(acknowledged.filter(({ id }) => !firstCopies.has(id))).toEqual([]);
    for (const key of keys) expect(amountsInOrderOfFirstCopies(found, key)).toEqual(amountsOf(acknowledged, key));
  }, 240_000);
});

const amountsOf = (events: readonly OutgoingEvent[], key: string): readonly unknown[] =>
  events.filter((event) => event.key === key).map(({ body }) => body['amount']);

/** A key has one partition, and its records the order of their offsets. */
const amountsInOrderOfFirstCopies = (found: Awaited<ReturnType<typeof readTopic>>, key: string): readonly unknown[] => {
  const ofKey = found
    .filter((record) => record.key === key)
    .sort((left, right) => Number(left.offset) - Number(right.offset));
  const seen = new Set<unknown>();
  for (const { value = '' } of ofKey) seen.add((JSON.parse(value) as { amount: unknown }).amount);
  return [...seen];
};
