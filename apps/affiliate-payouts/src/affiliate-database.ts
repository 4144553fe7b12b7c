import type { Database, RowSource } from '@whence/platform/postgres';

/** Where the schema `affiliate` lives: a database of its own where one is configured. */
export class AffiliateDatabase {
  constructor(
    readonly database: Database,
    readonly rows: RowSource,
  ) {}
}
