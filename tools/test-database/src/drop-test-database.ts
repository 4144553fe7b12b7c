import type pg from 'pg';

/** Drops a database, connections and all. Refuses any name without `test` in it. */
export const dropTestDatabase = async (owner: Pick<pg.Client, 'query'>, name: string): Promise<void> => {
  if (!name.includes('test')) throw new Error(`"${name}" is not a test database: it is not dropped`);
  await owner.query(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`);
};
