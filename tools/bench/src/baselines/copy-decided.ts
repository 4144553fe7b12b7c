import pg from 'pg';

import { reportJob } from '../measuring/job.js';
import { copyIn, copyOut } from '../stage/copy.js';
import { batchOf, decidedTables } from '../stage/kept-rows.js';

/** Copies the rows that deciding left back into the same tables, constraints and indexes and all, batch by batch. */
const deliveriesInBatch = 200;

interface Piece {
  readonly sql: string;
  readonly rows: Buffer;
}

const client = new pg.Client({ connectionString: process.env['BENCH_DATABASE_URL'] });
await client.connect();

const count = async (table: string): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
};

const pieceOf = async (table: (typeof decidedTables)[number], batch: number): Promise<Piece> => {
  const columns = await columnsOf(table);
  const rows = await copyOut(
    client,
    `COPY (SELECT ${columns} FROM (SELECT *, ${batchOf(table, deliveriesInBatch)} AS bench_batch FROM kept.${table}) AS kept
           WHERE bench_batch = ${batch}) TO STDOUT`,
  );
  return { sql: `COPY attribution.${table} (${columns}) FROM STDIN`, rows };
};

const columnsOf = async (table: string): Promise<string> => {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [`kept.${table}`],
  );
  return rows[0]?.columns ?? '';
};

const deliveries = await count('kept.contact');
const batches: Piece[][] = [];
for (let batch = 0; batch * deliveriesInBatch < deliveries; batch += 1) {
  const pieces: Piece[] = [];
  for (const table of decidedTables) pieces.push(await pieceOf(table, batch));
  batches.push(pieces);
}

await reportJob(deliveries, async () => {
  for (const pieces of batches) {
    await client.query('BEGIN');
    for (const { sql, rows } of pieces) await copyIn(client, sql, rows);
    await client.query('COMMIT');
  }
});
