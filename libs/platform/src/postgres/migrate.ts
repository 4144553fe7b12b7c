import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/** The forward-only migrations of one context's schema, oldest first. */
export interface MigrationSet {
  /** The PostgreSQL schema that the context owns. */
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

const createRoles = `
DO $$ BEGIN CREATE ROLE whence_api NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE whence_worker NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`;

/**
 * Brings every schema to its newest version, as the owner. Creates the two roles the application works under; they own
 * nothing. Answers the names of the migrations that were run.
 */
export const migrate = async (ownerUrl: string, sets: readonly MigrationSet[]): Promise<readonly string[]> =>
  alone(ownerUrl, async () => {
    const done: string[] = [];
    for (const set of sets) done.push(...(await migrateSchema(ownerUrl, set)));
    return done;
  });

/** One migration of a database at a time: TypeORM itself would let two run the same one. */
const alone = async <T>(ownerUrl: string, work: () => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'whence-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('whence-migrate'))`);
    return await work();
  } finally {
    await client.end();
  }
};

const migrateSchema = async (ownerUrl: string, { schema, migrations }: MigrationSet): Promise<readonly string[]> => {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    applicationName: 'whence-migrate',
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    poolSize: 2,
  });
  await source.initialize();
  try {
    await source.query(createRoles);
    await source.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await source.query(`GRANT USAGE ON SCHEMA "${schema}" TO whence_api, whence_worker`);
    const run = await source.runMigrations({ transaction: 'each' });
    // Processes wait until the version they were written for is there.
    await source.query(`GRANT SELECT ON "${schema}".migration TO whence_worker`);
    return run.map((migration) => `${schema}: ${migration.name}`);
  } finally {
    await source.destroy();
  }
};
