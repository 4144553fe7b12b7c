import { workerScope, type Database } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

/** How long a delivery's bytes are kept once it has been worked off. */
export const bodyKeptDays = 30;

const eraseRowsMax = 500;
const dayMs = 86_400_000;

export interface EraseOldBodies {
  readonly database: Database;
  readonly provider: Provider;
  /** UTC milliseconds. */
  readonly now: number;
}

/**
 * Erases the bytes and headers of deliveries received more than `bodyKeptDays` ago, kept-aside ones included: what waits
 * in them is lost then. A delivery that is still to be worked keeps its body. Answers how many were erased.
 */
export const eraseOldBodies = async ({ database, provider, now }: EraseOldBodies): Promise<number> => {
  const before = new Date(now - bodyKeptDays * dayMs);
  let erased = 0;
  for (;;) {
    const rows = await database.inTransaction(workerScope(), (tx) =>
      tx.query(eraseSql, [provider, before, eraseRowsMax]),
    );
    erased += rows.length;
    if (rows.length < eraseRowsMax) return erased;
  }
};

const eraseSql = `
  WITH old AS (
    SELECT id FROM intake.inbox
    WHERE provider = $1 AND body IS NOT NULL AND state <> 'pending' AND received_at < $2
    ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED),
  aside AS (
    UPDATE intake.quarantine SET resolved_at = now(), resolution = 'erased'
    WHERE resolved_at IS NULL AND inbox_id IN (SELECT id FROM old))
  UPDATE intake.inbox SET body = NULL, headers = '{}' WHERE id IN (SELECT id FROM old) RETURNING id`;
