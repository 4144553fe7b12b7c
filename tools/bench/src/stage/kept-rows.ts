import type pg from 'pg';

/** What a decided delivery leaves behind, each table after those that it refers to. */
export const decidedTables = [
  'contact',
  'channel_identity',
  'conversation',
  'signal_copy',
  'evidence_name',
  'decision',
  'touchpoint',
  'conversion',
  'outbox',
] as const;

/** Puts the rows of a decided inbox away, so that they can be copied back. */
export const keepDecidedRows = async (owner: pg.Client): Promise<void> => {
  for (const table of decidedTables) {
    await owner.query(`DROP TABLE IF EXISTS kept.${table}`);
    await owner.query(`CREATE TABLE kept.${table} AS TABLE attribution.${table}`);
  }
};

/** Which of the batches a row belongs to: those of one contact go together, as they came. */
export const batchOf = (table: (typeof decidedTables)[number], rowsInBatch: number): string => {
  const place = (over: string): string => `(dense_rank() OVER (ORDER BY ${over}) - 1) / ${rowsInBatch}`;
  if (table === 'contact') return place('id');
  // Events of conversions name the conversion, not the contact; nothing refers to an event.
  if (table === 'outbox') return `(row_number() OVER (ORDER BY id) - 1) / (${rowsInBatch} * ${eventsForEach})`;
  return place('contact_id');
};

/** How many events one delivery makes, on average. */
const eventsForEach = `(SELECT greatest(1, count(*) / (SELECT count(*) FROM kept.contact)) FROM kept.outbox)`;
