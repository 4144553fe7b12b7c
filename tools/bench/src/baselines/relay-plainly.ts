import { Kafka, logLevel, type Producer } from 'kafkajs';
import pg from 'pg';

import { reportJob } from '../measuring/job.js';

/** The worker that one writes first: rows locked, sent, marked and committed, a hundred at a time. */
const batchRows = 100;
const topic = 'bench.plain';
const partitions = 6;

interface Row {
  readonly id: string;
  readonly event_id: string;
  readonly type: string;
  readonly key: string;
  readonly source: string;
  readonly occurred_at: Date;
  readonly body: unknown;
}

const client = new pg.Client({ connectionString: process.env['BENCH_DATABASE_URL'] });
await client.connect();
const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING });
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
await admin.disconnect();

/** As many as our events carry: a record without them would be less work, and of no use to our consumers. */
const headersOf = ({ event_id: id, type, key, source, occurred_at: at }: Row) => ({
  ce_specversion: '1.0',
  ce_id: id,
  ce_type: type,
  ce_source: source,
  ce_time: at.toISOString(),
  ce_subject: key,
  ce_partitionkey: key,
  ce_dataschema: `https://whence.example/events/schemas/${type}.json`,
  'content-type': 'application/json',
  traceparent: `00-${id}`,
});

const publishBatch = async (producer: Producer): Promise<number> => {
  await client.query('BEGIN');
  const { rows } = await client.query<Row>(
    `SELECT id, event_id, type, key, source, occurred_at, body FROM bench.queue WHERE published_at IS NULL
     ORDER BY id LIMIT ${batchRows} FOR UPDATE SKIP LOCKED`,
  );
  if (rows.length > 0) {
    const messages = rows.map((row) => ({ key: row.key, value: JSON.stringify(row.body), headers: headersOf(row) }));
    await producer.send({ topic, acks: -1, messages });
    const ids = rows.map(({ id }) => id);
    await client.query('UPDATE bench.queue SET published_at = now() WHERE id = ANY($1::bigint[])', [ids]);
  }
  await client.query('COMMIT');
  return rows.length;
};

const producer = kafka.producer();
await producer.connect();
const warmUpRows = Number(process.argv[2]);
const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM bench.queue');
for (let warm = 0; warm < warmUpRows;) warm += await publishBatch(producer);

await reportJob(Number(rows[0]?.count) - warmUpRows, async () => {
  while ((await publishBatch(producer)) > 0);
});
