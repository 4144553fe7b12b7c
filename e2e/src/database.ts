import pg from 'pg';

import type { System } from './the-system.js';

export type Role = 'whence_api' | 'whence_worker';

/** Whom a look at the database is made as. */
export interface Look {
  readonly role: Role;
  /** The transaction's workspace; none is set where it is left out. */
  readonly workspaceId?: string;
}

export interface Statement {
  readonly sql: string;
  readonly params?: readonly unknown[];
}

/** Rows of a statement in the system's main database. */
export const rowsAs = <Row extends object>(
  { databaseUrls: [url] }: Pick<System, 'databaseUrls'>,
  look: Look,
  statement: Statement,
): Promise<readonly Row[]> => rowsIn<Row>(url, look, statement);

/** Rows of a statement, in a transaction that is rolled back, on a connection of the application's login. */
export const rowsIn = async <Row extends object>(
  databaseUrl: string,
  { role, workspaceId }: Look,
  statement: Statement,
): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
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
export const defaultWorkspaceId = async (system: Pick<System, 'databaseUrls'>): Promise<string> => {
  const sql = "SELECT id FROM access.workspace WHERE ensured_as = 'default'";
  const [row] = await rowsAs<{ id: string }>(system, { role: 'whence_worker' }, { sql });
  if (row === undefined) throw new Error('there is no workspace named default');
  return row.id;
};
