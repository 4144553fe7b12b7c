import { Secret } from '../config/secret.js';
import { Database, type Transaction } from '../postgres/database.js';
import { isPassingFault } from '../postgres/passing-fault.js';
import { RowSource, type RowSourceOptions } from '../postgres/row-source.js';
import { UnsafeRoleViolation } from '../postgres/safe-role.js';
import type { Scope } from '../postgres/scope.js';
import type { EntityManager } from 'typeorm';

type RowClasses = RowSourceOptions['rows'];

/** The connections of one process: one pool for each database, one row source for each name, closed together. */
export class Databases {
  private readonly pools = new Map<string, CheckedDatabase>();
  private readonly sources = new Map<string, CheckedRowSource>();

  constructor(private readonly applicationName: string) {}

  /** The pool of that database. No connection is made before the first transaction. */
  at(url: Secret | string): Database {
    const text = url instanceof Secret ? url.reveal() : url;
    let pool = this.pools.get(text);
    if (pool === undefined) {
      pool = new CheckedDatabase({ url: text, applicationName: this.applicationName });
      this.pools.set(text, pool);
    }
    return pool;
  }

  /** The row source of that name; a name stands for one set of rows. */
  rows(name: string, url: Secret | string, rowClasses: RowClasses): RowSource {
    let source = this.sources.get(name);
    if (source === undefined) {
      source = new CheckedRowSource({ name, url: url instanceof Secret ? url.reveal() : url, rows: rowClasses });
      this.sources.set(name, source);
    }
    return source;
  }

  /**
   * Throws `UnsafeRoleViolation` where a database used here was given a role that could look past row-level security.
   * A database that is away is checked when it is first reached.
   */
  async refuseUnsafeRoles(): Promise<void> {
    for (const pool of this.pools.values()) {
      await pool.checkRole().catch((error: unknown) => {
        if (!isPassingFault(error)) throw error;
      });
    }
  }

  /** Whether every database used here answers now. */
  async areReachable(): Promise<boolean> {
    const answers = await Promise.all([...this.pools.values()].map((pool) => pool.isReachable()));
    return answers.every((isReachable) => isReachable);
  }

  async close(): Promise<void> {
    const all = [...this.sources.values(), ...this.pools.values()];
    this.sources.clear();
    this.pools.clear();
    await Promise.all(all.map((each) => each.close()));
  }
}

/** Runs a check until it has passed once; a passing fault leaves it to be run again. */
class OnceChecked {
  private passed: Promise<void> | undefined;

  constructor(private readonly check: () => Promise<void>) {}

  run(): Promise<void> {
    this.passed ??= this.check().catch((error: unknown) => {
      if (!(error instanceof UnsafeRoleViolation)) this.passed = undefined;
      throw error;
    });
    return this.passed;
  }
}

class CheckedDatabase extends Database {
  private readonly role = new OnceChecked(() => this.refuseUnsafeRole());

  checkRole(): Promise<void> {
    return this.role.run();
  }

  override async inTransaction<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    await this.role.run();
    return super.inTransaction(scope, work);
  }
}

class CheckedRowSource extends RowSource {
  private readonly role = new OnceChecked(() => this.refuseUnsafeRole());

  override async inTransaction<T>(
    scope: Scope,
    work: (manager: EntityManager, tx: Transaction) => Promise<T>,
  ): Promise<T> {
    await this.role.run();
    return super.inTransaction(scope, work);
  }
}
