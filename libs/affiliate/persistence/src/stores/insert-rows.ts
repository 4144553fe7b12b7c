import type { Transaction } from '@whence/platform/postgres';

import { toColumns } from '../rows/columns.js';

/** Appends rows of one table in one statement and with one parameter, however many there are. */
export const insertRows = async (tx: Transaction, table: string, rows: readonly object[]): Promise<void> => {
  const records = rows.map(toColumns);
  const columns = Object.keys(records[0] ?? {}).join(', ');
  if (columns === '') return;
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(records)],
  );
};
