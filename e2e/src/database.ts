import pg from 'pg';

import { databaseUrlIn } from './home.js';
import type { System } from './the-system.js';

export type Role = 'whence_api' | 'whence_worker';

/** Whom a look at the database is made as. */
export interface Look {
  readonly role: Role;
  /** The transaction's workspace; none is set where it is left out. */
  readonly workspaceId?: string;
}

/** Rows of a statement, in a transaction that is rolled back, on a connection of the application's login. */
export const rowsAs = async <Row extends object>(
  system: Pick<System, 'home'>,
  { role, workspaceId }: Look,
  statement: { readonly sql: string; readonly params?: readonly unknown[] },
): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: databaseUrlIn(system.home) });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL ROLE ${role}`);
    if (workspaceId !== undefined)
      await client.query("SELECT set_config('whence.workspaces', $1, true)", [workspaceId]);
    return (await client.query<Row>(statement.sql, [...(statement.params ?? [])])).rows;
  } finally {
    await client.end();
  }
};

/** The workspace `default`, which the bootstrap key owns. */
export const defaultWorkspaceId = async (system: Pick<System, 'home'>): Promise<string> => {
  const sql = "SELECT id FROM access.workspace WHERE ensured_as = 'default'";
  const [row] = await rowsAs<{ id: string }>(system, { role: 'whence_worker' }, { sql });
  if (row === undefined) throw new Error('there is no workspace named default');
  return row.id;
};
