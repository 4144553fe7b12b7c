import type { Database } from '@whence/platform/postgres';

/** Where the schema `analytics` lives: a database of its own where one is configured. */
export class AnalyticsDatabase {
  constructor(readonly database: Database) {}
}
