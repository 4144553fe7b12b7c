import { DataSource, type EntityManager, type EntitySchema } from 'typeorm';

import type { Transaction } from './database.js';
import { assertSafeRole } from './safe-role.js';
import { enterScope, type Scope } from './scope.js';
import { waitLimits } from './wait-limits.js';

export interface RowSourceOptions {
  /** Unique in the process: every context names its own source. */
  readonly name: string;
  readonly url: string;
  readonly rows: readonly (new () => object)[] | readonly EntitySchema[];
  readonly connectionsMax?: number;
}

const connectionsMaxDefault = 5;

/** TypeORM behind the same scoped transactions as `Database`: for rows of management screens and queries. */
export class RowSource {
  private readonly source: DataSource;
  private ready: Promise<DataSource> | undefined;

  constructor(options: RowSourceOptions) {
    this.source = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: `whence-${options.name}`,
      entities: [...options.rows],
      synchronize: false,
      poolSize: options.connectionsMax ?? connectionsMaxDefault,
      extra: waitLimits,
    });
  }

  /** One scoped transaction; `manager` and `tx` share its connection. */
  async inTransaction<T>(scope: Scope, work: (manager: EntityManager, tx: Transaction) => Promise<T>): Promise<T> {
    const source = await this.initialized();
    return source.transaction(async (manager) => {
      const { sql, params } = enterScope(scope);
      await manager.query(sql, [...params]);
      const result = await work(manager, transactionOn(manager));
      // Where `work` swallowed the error of a statement this fails (25P02); TypeORM would commit nothing and say nothing.
      await manager.query('SELECT');
      return result;
    });
  }

  /** Throws `UnsafeRoleViolation` where the login role could look past row-level security. */
  async refuseUnsafeRole(): Promise<void> {
    const source = await this.initialized();
    await assertSafeRole((sql) => source.query(sql));
  }

  async close(): Promise<void> {
    await this.ready?.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
  }

  private initialized(): Promise<DataSource> {
    this.ready ??= this.source.initialize().catch((error: unknown) => {
      this.ready = undefined;
      throw error;
    });
    return this.ready;
  }
}

const transactionOn = (manager: EntityManager): Transaction => ({
  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const result: unknown = await manager.query(sql, [...params]);
    // TypeORM answers `[rows, count]` for UPDATE and DELETE, plain rows for the rest.
    const rows =
      Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) ? (result[0] as unknown) : result;
    return rows as Row[];
  },
});
