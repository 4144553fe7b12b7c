import pg from 'pg';

/** The owner's URL of the PostgreSQL that the run's global setup started. */
export const serverUrl = (): string => {
  const url = process.env['WHENCE_TEST_DATABASE_URL'];
  if (url === undefined || url === '') {
    throw new Error('no test PostgreSQL was started: run integration tests with -c jest.int.config.mjs');
  }
  return url;
};

/** The same server and login, another database. */
export const urlOn = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

/** Runs `work` on an owner's connection to the maintenance database. */
export const asOwner = async <T>(work: (owner: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: urlOn(serverUrl(), 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
