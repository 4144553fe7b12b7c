import pg from 'pg';

import { enterScope, type Scope } from './scope.js';
import { assertSafeRole } from './safe-role.js';
import { ScopedStatement, type Statement } from './scoped-statement.js';
import { waitLimits } from './wait-limits.js';

/** The only thing that works inside a transaction: it is handed to the callback and is useless afterwards. */
export interface Transaction {
  /** Rows of one parameterised statement. `bigint` and `numeric` come back as strings, `timestamptz` as `Date`. */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly connectionsMax?: number;
}

const connectionsMaxDefault = 20;

/** A pool of connections on which every statement runs inside a scoped transaction. */
export class Database {
  private readonly pool: pg.Pool;

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      application_name: options.applicationName,
      max: options.connectionsMax ?? connectionsMaxDefault,
      ...waitLimits,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    // So would one that breaks between two statements of a transaction: the next statement then says so.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs `work` in one transaction; commits when it resolves, rolls back when it rejects. */
  async inTransaction<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.within('BEGIN', scope, work);
  }

  /** The same, on the rows as they are at one moment, and able to read only. */
  async inSnapshot<T>(scope: Scope, look: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', scope, look);
  }

  /**
   * Runs one statement as a transaction of its own, in a single round trip. A connection that does not answer in time is
   * given up, so that it keeps nobody from a better one.
   */
  async statement<Row = Record<string, unknown>>(scope: Scope, statement: Statement): Promise<Row[]> {
    const client = await this.pool.connect();
    return new Promise((resolve, reject) => {
      client.query(
        new ScopedStatement(scope, statement, (error, result) => {
          client.release(isUnanswered(error) ? error : undefined);
          if (error) reject(error);
          else resolve((result?.rows ?? []) as Row[]);
        }),
      );
    });
  }

  /** Answers whether the server can be reached now. */
  async isReachable(): Promise<boolean> {
    try {
      await this.pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  /** Throws `UnsafeRoleViolation` where the login role could look past row-level security. */
  async refuseUnsafeRole(): Promise<void> {
    await assertSafeRole((sql) => this.pool.query(sql).then((result) => result.rows as Record<string, unknown>[]));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async within<T>(begin: string, scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const { sql, params } = enterScope(scope);
      await client.query(begin);
      await client.query(sql, [...params]);
      const result = await work(transactionOn(client));
      await commit(client);
      return result;
    } catch (error) {
      if (isUnanswered(error)) broken = error;
      else broken = await rollBack(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** The server was waited for in vain: on this connection it would be again, also with a ROLLBACK. */
const isUnanswered = (error: unknown): error is Error =>
  error instanceof Error && /query read timeout/i.test(error.message);

/** Answers what is wrong with the connection, if it cannot even do that. */
const rollBack = async (client: pg.PoolClient): Promise<Error | undefined> => {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** `work` swallowed the error of a statement: nothing it did was kept, although it said that it was done. */
export class SilentRollbackViolation extends Error {
  constructor() {
    super('a statement failed inside the transaction and the failure was not passed on: everything was rolled back');
    this.name = 'SilentRollbackViolation';
  }
}

/** PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, and no error. */
const commit = async (client: pg.PoolClient): Promise<void> => {
  const { command } = await client.query('COMMIT');
  if (command === 'ROLLBACK') throw new SilentRollbackViolation();
};

const transactionOn = (client: pg.PoolClient): Transaction => ({
  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result = await client.query(sql, [...params]);
    return result.rows as Row[];
  },
});
