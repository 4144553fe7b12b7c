import type { Secret } from '../config/secret.js';
import type { Database } from '../postgres/database.js';
import type { MigrationSet } from '../postgres/migrate.js';
import { workerScope } from '../postgres/scope.js';
import type { Databases } from './databases.js';

interface RequiredSchema {
  readonly set: MigrationSet;
  readonly database: Database;
}

/** The schemas a process works on, and whether each stands at the version its code was written for. */
export class Schemas {
  private readonly required: RequiredSchema[] = [];
  private wereCurrent = false;

  constructor(private readonly databases: Databases) {}

  /** Call it in `onModuleInit`. */
  require(set: MigrationSet, url: Secret | string): void {
    const database = this.databases.at(url);
    if (this.required.some((one) => one.set.schema === set.schema && one.database === database)) return;
    this.required.push({ set, database });
  }

  /**
   * Whether every schema has exactly the migrations this code knows. Once that was so it stays so: a deployment migrates
   * first and replaces its processes one by one, and the old ones have to go on meanwhile.
   */
  async areCurrent(): Promise<boolean> {
    if (this.wereCurrent) return true;
    this.wereCurrent = (await this.notCurrent()).length === 0;
    return this.wereCurrent;
  }

  /** Names of the schemas that are missing, behind, or ahead of this code. A database that is away counts as that. */
  async notCurrent(): Promise<readonly string[]> {
    const answers = await Promise.all(
      this.required.map(async (one) => ((await isCurrent(one).catch(() => false)) ? [] : [one.set.schema])),
    );
    return answers.flat();
  }
}

const isCurrent = async ({ set, database }: RequiredSchema): Promise<boolean> => {
  const rows = await database.inTransaction(workerScope(), (tx) =>
    tx.query<{ name: string }>(`SELECT name FROM "${set.schema}".migration`),
  );
  const run = new Set(rows.map(({ name }) => name));
  return run.size === set.migrations.length && set.migrations.every(({ name }) => run.has(name));
};
