import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { testBroker } from '@whence/kafka-broker';

import { brokerStartMsMax } from '../../test/broker-start.js';
import { amountNoted, until } from '../../test/desk.js';
import { hasTakenAll } from '../../test/lag.js';
import { publishWhole } from '../../test/publish-whole.js';
import { quietTransport } from '../../test/quiet-transport.js';
import type { EventConsumer, OutgoingEvent } from '../outbox/index.js';
import type { KafkaTransport } from './kafka-transport.js';

let running: KafkaTransport[] = [];

beforeAll(async () => {
  await testBroker();
}, brokerStartMsMax);

afterEach(async () => {
  await Promise.all(running.map((transport) => transport.stopConsuming()));
  await Promise.all(running.map((transport) => transport.close()));
  running = [];
});

interface Recorder extends EventConsumer {
  readonly taken: OutgoingEvent[];
  /** What it does before it has taken anything. */
  before: () => Promise<void>;
  attempts: number;
}

const recorder = (): Recorder => ({
  name: 'recorder',
  types: ['whence.amount.noted.v1'],
  taken: [],
  attempts: 0,
  before: () => Promise.resolve(),
  async consume(events) {
    this.attempts += 1;
    await this.before();
    this.taken.push(...events);
  },
});

/** One process of several that share a group. */
const processOf = async (
  broker: { brokers: string[]; prefix: string },
  consumer: Recorder,
): Promise<KafkaTransport> => {
  const transport = quietTransport(broker);
  running.push(transport);
  transport.subscribe(consumer);
  await transport.start();
  return transport;
};

const manyAmounts = (from: number, to: number): readonly OutgoingEvent[] =>
  Array.from({ length: to - from }, (_, index) => amountNoted(from + index, { key: `key-${from + index}` }));

const idsOf = (events: readonly OutgoingEvent[]): readonly string[] => [...new Set(events.map(({ id }) => id))].sort();

describe('the processes of one consumer', () => {
  it('share its partitions, and take over from each other without losing an event', async () => {
    const broker = await testBroker();
    const [first, second] = [recorder(), recorder()];
    const one = await processOf(broker, first);
    await processOf(broker, second);
    const published: OutgoingEvent[] = [];
    const publish = async (events: readonly OutgoingEvent[]): Promise<void> => {
      await publishWhole(one, events);
      published.push(...events);
    };
    const isTaken = (): boolean => idsOf([...first.taken, ...second.taken]).length === published.length;

    for (let from = 0; first.taken.length === 0 || second.taken.length === 0; from += 60) {
      await publish(manyAmounts(from, from + 60));
      await until(isTaken);
    }
    await one.stopConsuming();
    const takenByFirst = first.taken.length;
    await publish(manyAmounts(1_000_000, 1_000_060));
    await until(isTaken);
    expect(first.taken).toHaveLength(takenByFirst);
    expect(idsOf([...first.taken, ...second.taken])).toEqual(idsOf(published));
  });

  it('go on where the last one has committed, and hand nothing over again', async () => {
    const broker = await testBroker();
    const before = recorder();
    const one = await processOf(broker, before);
    await publishWhole(one, manyAmounts(0, 30));
    // Not only each event once: what was repeated on the way is taken too.
    await until(() => hasTakenAll(one, before));
    await one.stopConsuming();
    const after = recorder();
    const next = await processOf(broker, after);
    const later = manyAmounts(30, 40);
    await publishWhole(next, later);
    await until(() => idsOf(after.taken).length >= later.length);
    expect(idsOf(after.taken)).toEqual(idsOf(later));
  });
});

describe('a consumer', () => {
  it('whose work takes longer than a session stays a member, and is not handed its events again', async () => {
    const consumer = recorder();
    const transport = await processOf(await testBroker(), consumer);
    // Nothing tells of a session that ran out but time: eight seconds of it.
    await publishWhole(transport, [amountNoted(0)]);
    await until(() => hasTakenAll(transport, consumer));
    consumer.before = () => new Promise((resolve) => setTimeout(resolve, 10_000));
    consumer.attempts = 0;
    await publishWhole(transport, [amountNoted(1)]);
    await until(() => idsOf(consumer.taken).length === 2);
    consumer.before = () => Promise.resolve();
    await publishWhole(transport, [amountNoted(2)]);
    await until(() => idsOf(consumer.taken).length === 3);
    expect(consumer.attempts).toBe(2);
  });

  it('that stops while its database is away keeps nobody waiting, and has taken nothing', async () => {
    const broker = await testBroker();
    const failing = recorder();
    failing.before = () => Promise.reject(new Error('the database is away'));
    const transport = await processOf(broker, failing);
    await publishWhole(transport, [amountNoted(1)]);
    await until(() => failing.attempts > 0);
    await transport.stopConsuming();
    const other = recorder();
    await processOf(broker, other);
    await until(() => other.taken.length > 0);
    expect(failing.taken).toEqual([]);
  });
});
