import { Secret } from '../config/secret.js';
import { Database, type DatabaseOptions, type Transaction } from '../postgres/database.js';
import { isPassingFault } from '../postgres/passing-fault.js';
import { RowSource, type RowSourceOptions } from '../postgres/row-source.js';
import { UnsafeRoleViolation } from '../postgres/safe-role.js';
import type { Scope } from '../postgres/scope.js';
import type { Statement } from '../postgres/scoped-statement.js';
import type { EntityManager } from 'typeorm';

type RowClasses = RowSourceOptions['rows'];

/** The connections of one process: one pool for each database, one row source for each name, closed together. */
export class Databases {
  private readonly pools = new Map<string, CheckedDatabase>();
  private readonly sources = new Map<string, CheckedRowSource>();
  private readonly needed = new Set<CheckedDatabase>();
  private tellUnsafe: (violation: UnsafeRoleViolation) => void = () => undefined;

  /** Resolves once a role turns out to be unsafe: nothing must go on with it. Never, where all are safe. */
  readonly foundUnsafe = new Promise<UnsafeRoleViolation>((resolve) => (this.tellUnsafe = resolve));

  constructor(private readonly applicationName: string) {}

  /** The pool of that database. No connection is made before the first transaction. */
  at(url: Secret | string): Database {
    const pool = this.poolOf(url);
    this.needed.add(pool);
    return pool;
  }

  /** The pool of a database that is only looked into: while it is away the process goes on wanting traffic. */
  beside(url: Secret | string): Database {
    return this.poolOf(url);
  }

  private poolOf(url: Secret | string): CheckedDatabase {
    const text = url instanceof Secret ? url.reveal() : url;
    let pool = this.pools.get(text);
    if (pool === undefined) {
      pool = new CheckedDatabase({ url: text, applicationName: this.applicationName }, this.tellUnsafe);
      this.pools.set(text, pool);
    }
    return pool;
  }

  /** The row source of that name; a name stands for one set of rows. */
  rows(name: string, url: Secret | string, rowClasses: RowClasses): RowSource {
    let source = this.sources.get(name);
    if (source === undefined) {
      const options = { name, url: url instanceof Secret ? url.reveal() : url, rows: rowClasses };
      source = new CheckedRowSource(options, this.tellUnsafe);
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

  /** Whether every database that is needed here answers now. */
  async areReachable(): Promise<boolean> {
    const answers = await Promise.all([...this.needed].map((pool) => pool.isReachable()));
    return answers.every((isReachable) => isReachable);
  }

  async close(): Promise<void> {
    const all = [...this.sources.values(), ...this.pools.values()];
    this.sources.clear();
    this.pools.clear();
    this.needed.clear();
    await Promise.all(all.map((each) => each.close()));
  }
}

type TellUnsafe = (violation: UnsafeRoleViolation) => void;

/** Runs a check until it has passed once; a passing fault leaves it to be run again. */
class OnceChecked {
  private passed: Promise<void> | undefined;

  constructor(
    private readonly check: () => Promise<void>,
    private readonly tellUnsafe: TellUnsafe,
  ) {}

  run(): Promise<void> {
    this.passed ??= this.check().catch((error: unknown) => {
      if (error instanceof UnsafeRoleViolation) this.tellUnsafe(error);
      else this.passed = undefined;
      throw error;
    });
    return this.passed;
  }
}

class CheckedDatabase extends Database {
  private readonly role: OnceChecked;

  constructor(options: DatabaseOptions, tellUnsafe: TellUnsafe) {
    super(options);
    this.role = new OnceChecked(() => this.refuseUnsafeRole(), tellUnsafe);
  }

  checkRole(): Promise<void> {
    return this.role.run();
  }

  override async inTransaction<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    await this.role.run();
    return super.inTransaction(scope, work);
  }

  override async statement<Row>(scope: Scope, statement: Statement): Promise<Row[]> {
    await this.role.run();
    return super.statement<Row>(scope, statement);
  }
}

class CheckedRowSource extends RowSource {
  private readonly role: OnceChecked;

  constructor(options: RowSourceOptions, tellUnsafe: TellUnsafe) {
    super(options);
    this.role = new OnceChecked(() => this.refuseUnsafeRole(), tellUnsafe);
  }

  override async inTransaction<T>(
    scope: Scope,
    work: (manager: EntityManager, tx: Transaction) => Promise<T>,
  ): Promise<T> {
    await this.role.run();
    return super.inTransaction(scope, work);
  }
}
