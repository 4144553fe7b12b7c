import type { Transaction } from '@whence/platform/postgres';

/** One row of a table whose primary key is called `<table>_pkey`; a member that is undefined becomes NULL. */
export interface VersionedRow {
  readonly table: string;
  /** The column that grows with every change. */
  readonly orderedBy: 'version' | 'revision';
  readonly columns: Readonly<Record<string, string | number | undefined>>;
}

/** Keeps the row with the highest version, in whichever order the versions arrive. */
export const keepNewest = async (tx: Transaction, { table, orderedBy, columns }: VersionedRow): Promise<void> => {
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  await tx.query(
    `INSERT INTO analytics.${table} AS kept (${names.join(', ')}) VALUES (${places.join(', ')})
     ON CONFLICT ON CONSTRAINT ${table}_pkey
     DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
     WHERE kept.${orderedBy} < excluded.${orderedBy}`,
    Object.values(columns).map((value) => value ?? null),
  );
};
