import { workerScope, type Database } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

/** One run of the replay tool. */
export interface ReplayRun {
  readonly database: Database;
  /** Says what would be sent back, and sends nothing. */
  readonly isDryRun: boolean;
  /** UTC milliseconds. */
  readonly now: number;
}

/** Whose deliveries; all of them where nothing is named. */
export interface ReplayScope {
  readonly workspaceId?: string;
  readonly provider?: Provider;
}

/** So many deliveries are sent back in one transaction, and fall due together. */
export const sentBackTogetherMax = 200;

/** The next so many fall due so much later: what arrives meanwhile is not behind a month of old deliveries. */
const stepMs = 1_000;

/** When the deliveries of one batch, counted from 0, fall due: milliseconds from now. */
export const dueAfterMs = (batch: number): number => batch * stepMs;

/** One statement of a run; every table of intake is the worker role's, and the statement names the workspace it means. */
export const asWorker = <Row>(database: Database, sql: string, params: readonly unknown[]): Promise<Row[]> =>
  database.statement<Row>(workerScope(), { sql, params });
