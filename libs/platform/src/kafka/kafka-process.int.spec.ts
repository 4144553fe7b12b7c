import { Module, type OnModuleInit } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testBroker, type TestBroker } from '@whence/kafka-broker';
import { Partitioners } from 'kafkajs';

import { amountsCatalogue } from '../../test/amounts.js';
import { brokerStartMsMax } from '../../test/broker-start.js';
import { amountNoted, openDesk, until, type Desk } from '../../test/desk.js';
import { hasTakenAll } from '../../test/lag.js';
import { readTopic, testKafka } from '../../test/read-topic.js';
import { testConfig } from '../../test/test-app.js';
import { PlatformConfig } from '../config/index.js';
import { serve, type Served } from '../http/index.js';
import { EventTransport, OnceOnlyConsumer, PostgresOutbox } from '../outbox/index.js';
import { Backlog, ConsumerMetrics, Databases, Metrics, Relays, type BacklogReport } from '../process/index.js';

let desk: Desk;
let broker: TestBroker;

@Module({})
class DeskModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
    private readonly transport: EventTransport,
    private readonly relays: Relays,
  ) {}

  onModuleInit(): void {
    const database = this.databases.at(this.config.databaseUrl);
    this.relays.add(new PostgresOutbox(database, 'desk'));
    this.transport.subscribe(
      new OnceOnlyConsumer({
        name: 'total',
        types: ['whence.amount.noted.v1'],
        database,
        schema: 'desk',
        apply: async (tx, event) => {
          if (event.body['amount'] === 13) throw new Error('thirteen cannot be taken');
          await tx.query(
            `INSERT INTO desk.total VALUES ($1, $2)
             ON CONFLICT (workspace_id) DO UPDATE SET amount = desk.total.amount + excluded.amount`,
            [event.workspaceId, event.body['amount']],
          );
        },
      }),
    );
  }
}

const start = (): Promise<Served> =>
  serve(
    [DeskModule],
    testConfig({
      DATABASE_URL: desk.appUrl,
      KAFKA_BROKERS: broker.brokers.join(),
      KAFKA_TOPIC_PREFIX: broker.prefix,
    }),
    { catalogue: amountsCatalogue },
  );

const total = async (): Promise<unknown> =>
  (await desk.look('SELECT coalesce(sum(amount), 0)::int AS total FROM desk.total'))[0]?.['total'];

beforeAll(async () => {
  [desk, broker] = await Promise.all([openDesk(), testBroker()]);
}, brokerStartMsMax);

afterAll(async () => {
  await desk.drop();
});

describe('a process with brokers', () => {
  let served: Served;

  beforeAll(async () => {
    await desk.write([amountNoted(1), amountNoted(2), amountNoted(4, { key: 'two' })]);
    served = await start();
  });

  afterAll(async () => {
    await served.close();
  });

  const backlog = (): Promise<BacklogReport> => served.application.get(Backlog).of('wsp_1');
  const topic = (name: string): string => `${broker.prefix}${name}`;
  const metrics = async (): Promise<string> => (await served.application.get(Metrics).exposition()).text;

  it('sends what waits in its outboxes over Kafka, and takes it from there', async () => {
    await until(async () => (await total()) === 7);
    await until(async () => (await backlog()).outbox === 0);
    expect(await desk.look('SELECT * FROM desk.outbox')).toEqual([]);
    const found = await readTopic(broker.brokers, topic('whence.amounts.v1'), 3);
    expect(new Set(found.map(({ headers }) => headers['ce_id'])).size).toBe(3);
  });

  it('takes once what is published again', async () => {
    const again = amountNoted(8);
    await desk.write([again]);
    await until(async () => (await total()) === 15);
    await desk.write([again, amountNoted(16)]);
    await until(async () => (await total()) === 31);
    expect(await metrics()).toMatch(/^whence_consumer_repeats_total\{consumer="total"\} [1-9]/m);
  });

  it('publishes what its consumer cannot take as a dead letter, with the cause, and keeps it', async () => {
    const bad = amountNoted(13);
    await desk.write([bad]);
    const [letter] = await readTopic(broker.brokers, topic('whence.amounts.v1.dlq'), 1);
    expect(letter).toMatchObject({ key: bad.key, value: JSON.stringify(bad.body) });
    expect(letter?.headers).toMatchObject({
      ce_id: bad.id,
      ce_type: bad.type,
      dlq_consumer: 'total',
      dlq_cause: 'thirteen cannot be taken',
      dlq_topic: 'whence.amounts.v1',
    });
    expect(await desk.look('SELECT event_id FROM desk.dead_letter')).toEqual([{ event_id: bad.id }]);
    expect(await metrics()).toMatch(/^whence_dead_letters_total\{consumer="total"\} 1$/m);
  });

  it('keeps an event aside that is too large for the broker, counts it, and goes on', async () => {
    const large = amountNoted(1_000, { body: { workspaceId: 'wsp_1', amount: 1_000, text: 'x'.repeat(2_000_000) } });
    await desk.write([amountNoted(32), large, amountNoted(64)]);
    await until(async () => (await total()) === 127);
    await until(async () => (await backlog()).outbox === 0);
    expect((await backlog()).quarantined).toBe(1);
    const [kept] = await desk.look('SELECT event_id, cause, length(body) AS bytes FROM desk.unpublishable_event');
    expect(kept).toMatchObject({ event_id: large.id, cause: expect.stringContaining('no record of 2000') });
    expect(Number(kept?.['bytes'])).toBeGreaterThan(2_000_000);
  });

  it('puts a record that is no event on the dead-letter topic byte for byte, and goes on', async () => {
    const producer = testKafka(broker.brokers).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const headers = { ce_type: 'whence.amount.noted.v1', ce_id: 'evt_poison', ce_time: '2026-01-01T00:00:00Z' };
    const value = Buffer.from([0x7b, 0xff, 0x00, 0x22]);
    const record = { key: 'poison', partition: 3, value, headers };
    const [sent] = await producer.send({ topic: topic('whence.amounts.v1'), messages: [record] });
    await producer.disconnect();
    await desk.write([amountNoted(128)]);
    await until(async () => (await total()) === 255);
    const letters = await readTopic(broker.brokers, topic('whence.amounts.v1.dlq'), 2);
    expect(letters.find(({ key }) => key === 'poison')).toMatchObject({
      key: 'poison',
      value: value.toString(),
      headers: {
        ...headers,
        dlq_consumer: 'total',
        dlq_cause: 'the value is not JSON',
        dlq_topic: 'whence.amounts.v1',
        dlq_partition: '3',
        dlq_offset: sent?.baseOffset,
      },
    });
    expect(await metrics()).toMatch(/^whence_unreadable_records_total\{consumer="total"\} 1$/m);
  });

  it('tells how far a consumer is behind, and that one that never was here is behind by everything', async () => {
    const transport = served.application.get(EventTransport);
    const types = ['whence.amount.noted.v1'];
    await until(() => hasTakenAll(transport, { name: 'total', types }));
    const offsets = await testKafka(broker.brokers).admin().fetchTopicOffsets(topic('whence.amounts.v1'));
    const published = offsets.reduce((sum, { high }) => sum + Number(high), 0);
    expect(await transport.lagOf({ name: 'never-started', types })).toBe(published);
    await served.application.get(ConsumerMetrics).sampleLag();
    expect(await metrics()).toMatch(/^whence_consumer_lag_records\{consumer="total"\} 0$/m);
  });
});

describe('a process whose brokers are known and whose events are not', () => {
  it('does not start', async () => {
    const config = testConfig({ DATABASE_URL: desk.appUrl, KAFKA_BROKERS: broker.brokers.join() });
    const logStream = { write: () => undefined };
    await expect(serve([DeskModule], config, { logStream })).rejects.toThrow('catalogue');
  });
});
