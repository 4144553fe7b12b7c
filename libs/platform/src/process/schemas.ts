import type { Secret } from '../config/secret.js';
import type { Database } from '../postgres/database.js';
import type { MigrationSet } from '../postgres/migrate.js';
import { isPassingFault } from '../postgres/passing-fault.js';
import { workerScope } from '../postgres/scope.js';
import type { Databases } from './databases.js';

interface RequiredSchema {
  readonly set: MigrationSet;
  readonly database: Database;
}

/** `unknown` while its database is away. */
type Standing = 'current' | 'other' | 'unknown';

/** The schemas a process works on, and whether each stands at the version its code was written for. */
export class Schemas {
  private readonly required: RequiredSchema[] = [];
  private isLatched = false;

  constructor(private readonly databases: Databases) {}

  /** Call it in `onModuleInit`. */
  require(set: MigrationSet, url: Secret | string): void {
    const database = this.databases.at(url);
    if (this.required.some((one) => one.set.schema === set.schema && one.database === database)) return;
    this.required.push({ set, database });
    this.isLatched = false;
  }

  /** Whether every schema was found current at some time, which then counts for good. */
  get wereCurrent(): boolean {
    return this.isLatched;
  }

  /**
   * Whether every schema has exactly the migrations this code knows. Once that was so it stays so: a deployment migrates
   * first and replaces its processes one by one, and the old ones have to go on meanwhile.
   */
  async areCurrent(): Promise<boolean> {
    await this.notCurrent();
    return this.isLatched;
  }

  /** Names of the schemas that are missing, behind, or ahead of this code; of a database that is away, none. */
  async notCurrent(): Promise<readonly string[]> {
    if (this.isLatched) return [];
    const asked = [...this.required];
    const standings = await Promise.all(asked.map(standingOf));
    const areAllCurrent = standings.every((standing) => standing === 'current');
    // A schema may have been added while the others were looked at.
    if (areAllCurrent && asked.length === this.required.length) this.isLatched = true;
    return asked.flatMap(({ set }, place) => (standings[place] === 'other' ? [set.schema] : []));
  }

  /** Whether this one schema is current now. */
  async isCurrent(set: MigrationSet, url: Secret | string): Promise<boolean> {
    return (await standingOf({ set, database: this.databases.at(url) })) === 'current';
  }
}

const standingOf = async ({ set, database }: RequiredSchema): Promise<Standing> => {
  try {
    const rows = await database.inTransaction(workerScope(), (tx) =>
      tx.query<{ name: string }>(`SELECT name FROM "${set.schema}".migration`),
    );
    const run = new Set(rows.map(({ name }) => name));
    const isSame = run.size === set.migrations.length && set.migrations.every(({ name }) => run.has(name));
    return isSame ? 'current' : 'other';
  } catch (error) {
    return isPassingFault(error) ? 'unknown' : 'other';
  }
};
