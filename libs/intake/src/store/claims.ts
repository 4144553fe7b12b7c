import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

import type { ClaimedDelivery } from './claimed-delivery.js';

interface ClaimedRow {
  readonly id: string;
  readonly claims: number;
  readonly workspace_id: string;
  readonly connection_id: string;
  readonly body: Buffer;
  readonly received_at: Date;
  readonly attempts: number;
  readonly done_at: Date | null;
}

/** A worker that dies gives its deliveries up after this long. */
export const leaseMs = 15_000;

/** A delivery may have 3 MB, and takes a multiple of that while it is worked. */
const claimedBytesMax = 4_000_000;

/** How a delivery was worked off. */
export interface WorkedOff {
  readonly delivery: ClaimedDelivery;
  readonly state: 'done' | 'quarantined';
  /** Names of items that are no business of ours, one for each item. */
  readonly ignored: readonly string[];
}

/**
 * The inbox as one provider's worker sees it. Time here is the database's: workers on several machines agree on it.
 * Every answer to a claim is void once a later claim or a replay has taken the delivery over.
 */
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly provider: Provider,
  ) {}

  /** Takes at most `limit` deliveries that are due, and not many more bytes than `claimedBytesMax`, for `forMs`. */
  async next(limit: number, forMs = leaseMs): Promise<ClaimedDelivery[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<ClaimedRow>(
        `UPDATE intake.inbox
         SET claims = claims + 1, next_attempt_at = clock_timestamp() + $3 * interval '1 millisecond'
         WHERE id IN (
           SELECT id FROM (
             SELECT id, sum(octet_length(body)) OVER (ORDER BY next_attempt_at, id) - octet_length(body) AS bytes_before
             FROM (
               SELECT id, next_attempt_at, body FROM intake.inbox
               WHERE provider = $1 AND state = 'pending' AND next_attempt_at <= now()
               ORDER BY next_attempt_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
             ) AS due
           ) AS measured WHERE bytes_before < $4)
         RETURNING id, claims, workspace_id, connection_id, body, received_at, attempts, done_at`,
        [this.provider, limit, forMs, claimedBytesMax],
      ),
    );
    return rows.map(toClaimed);
  }

  /** Holds the delivery for `leaseMs` from now; false where somebody else has taken it over meanwhile. */
  async hold(delivery: ClaimedDelivery): Promise<boolean> {
    const mine = await this.database.inTransaction(workerScope(delivery.workspaceId), (tx) =>
      tx.query(
        `UPDATE intake.inbox SET next_attempt_at = clock_timestamp() + $3 * interval '1 millisecond'
         WHERE id = $1 AND claims = $2 AND state = 'pending' RETURNING id`,
        [delivery.inboxId, delivery.claim, leaseMs],
      ),
    );
    return mine.length > 0;
  }

  /** All of them in one transaction. */
  async workedOff(all: readonly WorkedOff[]): Promise<void> {
    if (all.length === 0) return;
    await this.database.inTransaction(workerScope(), async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `UPDATE intake.inbox SET state = work.state, done_at = clock_timestamp()
         FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS work (id, claim, state)
         WHERE inbox.id = work.id AND inbox.claims = work.claim AND inbox.state = 'pending' RETURNING inbox.id`,
        [
          all.map(({ delivery }) => delivery.inboxId),
          all.map(({ delivery }) => delivery.claim),
          all.map(({ state }) => state),
        ],
      );
      const mine = new Set(rows.map(({ id }) => id));
      // A replayed delivery was counted the first time.
      const counted = all.filter(({ delivery }) => mine.has(delivery.inboxId) && !delivery.isReplay);
      await countIgnored(tx, counted);
    });
  }

  /** Lets the delivery fall due again after `afterMs`; `counts` where the failure will not pass by itself. */
  async tryAgain(delivery: ClaimedDelivery, { afterMs, counts }: { afterMs: number; counts: boolean }): Promise<void> {
    await this.database.inTransaction(workerScope(delivery.workspaceId), (tx) =>
      tx.query(
        `UPDATE intake.inbox
         SET attempts = attempts + $3, next_attempt_at = clock_timestamp() + $4 * interval '1 millisecond'
         WHERE id = $1 AND claims = $2 AND state = 'pending'`,
        [delivery.inboxId, delivery.claim, counts ? 1 : 0, afterMs],
      ),
    );
  }

  /** How many deliveries of a workspace are not worked off, claimed ones included. */
  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM intake.inbox WHERE provider = $1 AND state = 'pending' AND workspace_id = $2`,
        [this.provider, workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}

const ignoredNameLengthMax = 100;

/** Names may hold text of the sender's, so they are cut; in one order, so that two workers never wait for each other. */
const countIgnored = async (tx: Transaction, worked: readonly WorkedOff[]): Promise<void> => {
  const items = worked.flatMap(({ delivery: { connectionId, workspaceId }, ignored }) =>
    ignored.map((item) => [connectionId, workspaceId, nameOf(item)] as const),
  );
  if (items.length === 0) return;
  await tx.query(
    `INSERT INTO intake.delivery_count AS known (connection_id, workspace_id, name, count)
     SELECT connection_id, workspace_id, name, count(*)
     FROM unnest($1::text[], $2::text[], $3::text[]) AS item (connection_id, workspace_id, name)
     GROUP BY connection_id, workspace_id, name ORDER BY connection_id, name
     ON CONFLICT ON CONSTRAINT delivery_count_pk
     DO UPDATE SET count = known.count + EXCLUDED.count, counted_at = now()`,
    [
      items.map(([connectionId]) => connectionId),
      items.map(([, workspaceId]) => workspaceId),
      items.map(([, , name]) => name),
    ],
  );
};

const nameOf = (item: string): string => item.slice(0, ignoredNameLengthMax).replace(/[^\x21-\x7e]/g, '?');

const toClaimed = (row: ClaimedRow): ClaimedDelivery => ({
  inboxId: row.id,
  claim: row.claims,
  workspaceId: row.workspace_id,
  connectionId: row.connection_id,
  body: row.body,
  receivedAt: row.received_at.getTime(),
  attempts: row.attempts,
  isReplay: row.done_at !== null,
});
