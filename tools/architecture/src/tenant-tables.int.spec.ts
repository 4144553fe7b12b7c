import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

/** One table of ours, as PostgreSQL's own catalogue describes it. */
interface TableFacts {
  readonly name: string;
  readonly has_workspace: boolean;
  readonly workspace_nullable: boolean;
  readonly is_secured: boolean;
  readonly policies: readonly string[] | null;
  readonly api_may: readonly string[] | null;
}

const factsOfTables = `
  SELECT n.nspname || '.' || c.relname AS name,
    w.attname IS NOT NULL AS has_workspace,
    c.relkind <> 'v' AND coalesce(NOT w.attnotnull, false) AS workspace_nullable,
    c.relrowsecurity AND c.relforcerowsecurity AS is_secured,
    (SELECT array_agg(r.rolname::text ORDER BY r.rolname) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
      WHERE p.polrelid = c.oid AND pg_get_expr(p.polqual, c.oid) LIKE '%workspace_id = %whence.workspaces%'
        AND pg_get_expr(coalesce(p.polwithcheck, p.polqual), c.oid) LIKE '%workspace_id = %whence.workspaces%') AS policies,
    (SELECT array_agg(privilege ORDER BY privilege) FROM unnest(ARRAY['DELETE', 'INSERT', 'SELECT', 'UPDATE']) AS privilege
      WHERE has_table_privilege('whence_api', c.oid, privilege)
        OR (privilege <> 'DELETE' AND has_any_column_privilege('whence_api', c.oid, privilege))) AS api_may
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute w ON w.attrelid = c.oid AND w.attname = 'workspace_id' AND NOT w.attisdropped
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = ANY ($1)
  ORDER BY 1`;

const schemas = ['access', 'affiliate', 'analytics', 'attribution', 'catalog', 'intake'];

/**
 * Tables and views with a workspace but without a policy: queues and look-ups that start without knowing the workspace.
 * Only the worker role reaches them, always with `WHERE workspace_id = …` or by a key that nobody can guess.
 */
const withoutPolicy = [
  'access.api_key',
  'affiliate.dead_letter',
  'affiliate.earning_workspace',
  'affiliate.outbox',
  'affiliate.unpublishable_event',
  'analytics.dead_letter',
  'analytics.unpublishable_event',
  'attribution.dead_letter',
  'attribution.late_click',
  'attribution.outbox',
  'attribution.unpublishable_event',
  'catalog.outbox',
  'catalog.redirect_link',
  'catalog.unpublishable_event',
  'intake.catch_up',
  'intake.connection',
  'intake.dead_letter',
  'intake.delivery_count',
  'intake.inbox',
  'intake.quarantine',
  'intake.subscription_report',
  'intake.unpublishable_event',
];

/** Queues that are tables of tenants too: the role that works them off sees all of them, the API role its own workspace. */
const queuesForWorkers = [
  'attribution.awaited_finality',
  'attribution.click',
  'attribution.guess_to_reconsider',
  'attribution.parking_workspace',
  'attribution.text_keeping_workspace',
];

/** What the API role may do where no policy stands: append to an outbox. */
const apiMayAppend = withoutPolicy.filter((name) => name.endsWith('.outbox'));

let database: TestDatabase;
let tables: readonly TableFacts[];

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  tables = (await client.query<TableFacts>(factsOfTables, [schemas])).rows;
  await client.end();
});

afterAll(async () => {
  await database.drop();
});

const tenantTables = (): readonly TableFacts[] =>
  tables.filter(({ name, has_workspace }) => has_workspace && !withoutPolicy.includes(name));

describe('every row of a tenant is behind row-level security', () => {
  it('each schema has tables of tenants', () => {
    const secured = new Set(tenantTables().map(({ name }) => name.split('.')[0]));
    expect([...secured].sort()).toEqual(schemas.filter((schema) => schema !== 'intake'));
  });

  it('each table with a workspace enforces one policy for the API and one for workers, on reading and on writing', () => {
    const rolesOf = (name: string): string =>
      queuesForWorkers.includes(name) ? 'whence_api' : 'whence_api,whence_worker';
    const open = tenantTables().filter(
      ({ name, is_secured, policies }) => !is_secured || policies?.join() !== rolesOf(name),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('no row of a tenant is without its workspace', () => {
    expect(tables.filter(({ workspace_nullable: isNullable }) => isNullable).map(({ name }) => name)).toEqual([]);
  });

  it('every exception still exists', () => {
    const names = tables.map(({ name }) => name);
    expect(withoutPolicy.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('where no policy stands, the API role reaches nothing, and only appends to an outbox', () => {
    const unguarded = tables.filter(({ name }) => !tenantTables().some((table) => table.name === name));
    const reachable = unguarded.flatMap(({ name, api_may: may }) => (may ?? []).map((verb) => `${verb} ${name}`));
    expect(reachable.sort()).toEqual(apiMayAppend.map((name) => `INSERT ${name}`));
  });
});
