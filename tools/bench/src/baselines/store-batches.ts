import { readFileSync } from 'node:fs';

import { Inbox, sealDelivery } from '@whence/intake';
import { MasterKey } from '@whence/platform/crypto';
import { Database } from '@whence/platform/postgres';
import pg from 'pg';

import { reportJob } from '../measuring/job.js';
import { copyIn } from '../stage/copy.js';
import type { Delivery } from '../stage/deliveries.js';

/** The step that stores deliveries, alone and batch after batch: the product's own, or COPY into a table of jsonb. */
const batchRows = 200;
const warmUpBatches = 10;

type Store = (batch: readonly Delivery[]) => Promise<void>;

const byInbox = (): Store => {
  const keys = new MasterKey('bench-bench-bench-bench-bench-bench-bench');
  const database = new Database({ url: process.env['DATABASE_URL'] ?? '', applicationName: 'whence-bench' });
  const inbox = new Inbox(database, 'meta-graph');
  const connection = { id: 'con_1', workspaceId: 'wsp_1' };
  const headers = { 'content-type': 'application/json' };
  return async (batch) => {
    const receivedAt = Date.now();
    await inbox.store(
      batch.map(({ body }) => sealDelivery(keys, { connection, headers, receivedAt, body: Buffer.from(body) })),
    );
  };
};

const byCopy = async (): Promise<Store> => {
  const client = new pg.Client({ connectionString: process.env['BENCH_DATABASE_URL'] });
  await client.connect();
  const sql = 'COPY bench.inbox_json (workspace_id, connection_id, provider, body, received_at) FROM STDIN';
  return async (batch) => {
    const receivedAt = new Date().toISOString();
    // Bodies hold neither tabs nor line breaks, so a backslash is all there is to escape.
    const rows = batch.map(({ body }) => `wsp_1\tcon_1\tmeta-graph\t${body.replaceAll('\\', '\\\\')}\t${receivedAt}\n`);
    await copyIn(client, sql, Buffer.from(rows.join('')));
  };
};

const store = process.argv[2] === 'copy' ? await byCopy() : byInbox();
const deliveries = JSON.parse(readFileSync(0, 'utf8')) as readonly Delivery[];
const batches = Number(process.argv[3]);
const batchAt = (place: number): readonly Delivery[] => {
  const start = (place * batchRows) % (deliveries.length - batchRows + 1);
  return deliveries.slice(start, start + batchRows);
};

for (let warm = 0; warm < warmUpBatches; warm += 1) await store(batchAt(warm));
await reportJob(batches * batchRows, async () => {
  for (let place = 0; place < batches; place += 1) await store(batchAt(place));
});
