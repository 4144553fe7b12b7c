import pg from 'pg';

/** Runs statements as the owner of a test database: what no role of the application may do. */
export const asOwner = async (
  ownerUrl: string,
  ...statements: readonly string[]
): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
};
