import { readFileSync } from 'node:fs';

import pg from 'pg';
import { DataSource, EntitySchema } from 'typeorm';

import { reportJob } from '../measuring/job.js';
import type { Delivery } from '../stage/deliveries.js';

/**
 * What one writes first, per delivery and transaction: the contact, the touch, the decision, the event. Four rows where
 * the product writes a dozen; nothing is looked up, judged, encrypted or explained.
 */
const lanes = 8;
const url = process.env['BENCH_DATABASE_URL'] ?? '';
const deliveries = JSON.parse(readFileSync(0, 'utf8')) as readonly Delivery[];

const rowsOf = ({ person, ref, body }: Delivery) => {
  const contact = `ctc_${person}`;
  const credits = [{ link: ref, shareMillionths: 1_000_000 }];
  const told = JSON.stringify({ workspaceId: 'wsp_1', contactId: contact, status: 'credited', credits });
  const now = new Date();
  return {
    contact: { id: contact, workspace_id: 'wsp_1', first_seen_at: now },
    touchpoint: { id: `tch_${person}`, contact_id: contact, ref, evidence: body, received_at: now },
    decision: { contact_id: contact, status: 'credited', credits: JSON.stringify(credits), decided_at: now },
    event: { id: `evt_${person}`, topic: 'whence.attributions.v1', key: contact, body: told },
  };
};

type Rows = ReturnType<typeof rowsOf>;
type Write = (rows: Rows) => Promise<void>;

const byStatements = async (): Promise<Write> => {
  const pool = new pg.Pool({ connectionString: url, max: lanes });
  return async ({ contact, touchpoint, decision, event }) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await insert(client, 'contact', contact);
      await insert(client, 'touchpoint', touchpoint);
      await insert(client, 'decision', decision);
      await insert(client, 'outbox', event);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
};

const insert = async (client: pg.PoolClient, table: string, row: Readonly<Record<string, unknown>>): Promise<void> => {
  const names = Object.keys(row);
  const places = names.map((_, place) => `$${place + 1}`);
  await client.query(
    `INSERT INTO bench.${table} (${names.join(', ')}) VALUES (${places.join(', ')}) ON CONFLICT DO NOTHING`,
    Object.values(row),
  );
};

const rowClass = (
  name: keyof Rows | 'outbox',
  id: string,
  types: Readonly<Record<string, 'text' | 'jsonb' | 'timestamptz'>>,
) =>
  new EntitySchema<Record<string, unknown>>({
    name,
    schema: 'bench',
    tableName: name,
    columns: Object.fromEntries(
      Object.entries(types).map(([column, type]) => [column, { type, primary: column === id }]),
    ),
  });

const contactRow = rowClass('contact', 'id', { id: 'text', workspace_id: 'text', first_seen_at: 'timestamptz' });
const touchpointRow = rowClass('touchpoint', 'id', {
  id: 'text',
  contact_id: 'text',
  ref: 'text',
  evidence: 'jsonb',
  received_at: 'timestamptz',
});
const decisionRow = rowClass('decision', 'contact_id', {
  contact_id: 'text',
  status: 'text',
  credits: 'jsonb',
  decided_at: 'timestamptz',
});
const outboxRow = rowClass('outbox', 'id', { id: 'text', topic: 'text', key: 'text', body: 'text' });

const bySaving = async (): Promise<Write> => {
  const entities = [contactRow, touchpointRow, decisionRow, outboxRow];
  const source = new DataSource({ type: 'postgres', url, entities, extra: { max: lanes } });
  await source.initialize();
  return async ({ contact, touchpoint, decision, event }) => {
    await source.transaction(async (manager) => {
      await manager.getRepository(contactRow).save(contact);
      await manager.getRepository(touchpointRow).save(touchpoint);
      await manager.getRepository(decisionRow).save(decision);
      await manager.getRepository(outboxRow).save(event);
    });
  };
};

const write = await (process.argv[2] === 'save' ? bySaving() : byStatements());
let place = 0;
const runLane = async (): Promise<void> => {
  for (let delivery = deliveries[place++]; delivery !== undefined; delivery = deliveries[place++]) {
    await write(rowsOf(delivery));
  }
};
await reportJob(deliveries.length, async () => {
  await Promise.all(Array.from({ length: lanes }, runLane));
});
