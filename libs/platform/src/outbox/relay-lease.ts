import { randomUUID } from 'node:crypto';

import type { Database, Transaction } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';

/** How long a relay that died keeps others from taking over. */
const leaseMs = 6_000;
/** Renewed well before its end, and not with every look into an empty queue: each renewal is a commit. */
const renewAfterMs = 2_000;

/** Whose turn it is to publish a queue. */
export interface LeasePlace {
  readonly database: Database;
  /** Schema that holds `relayTablesSql`. */
  readonly schema: string;
  /** The queue it is about, unique in its schema. */
  readonly name: string;
}

/** Another relay has taken over: what this one published since may be repeated, and it must mark nothing. */
export class LeaseLost extends Error {
  constructor(queue: string) {
    super(`another relay publishes the queue ${queue} by now`);
    this.name = 'LeaseLost';
  }
}

/**
 * One relay's claim to a queue: a row that says who publishes it, until when, and the how-many-th holder that is. A holder
 * that hangs and comes back still believes that it holds the row; so each mark is made in a transaction that has made
 * sure that the epoch is still its own.
 */
export class RelayLease {
  private readonly holder = randomUUID();
  private epoch: string | undefined;
  private renewedAtMs = 0;

  constructor(
    private readonly place: LeasePlace,
    private readonly nowMs = (): number => performance.now(),
  ) {}

  /** Takes the queue where it is free, renews where it is ours; answers whether it is. */
  async hold(): Promise<boolean> {
    const nowMs = this.nowMs();
    if (this.epoch !== undefined && nowMs - this.renewedAtMs < renewAfterMs) return true;
    const { database, schema, name } = this.place;
    const [row] = await database.inTransaction(workerScope(), (tx) =>
      tx.query<{ epoch: string }>(
        `INSERT INTO ${schema}.relay_lease AS lease (queue, holder, epoch, expires_at)
         VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
         ON CONFLICT (queue) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at,
           epoch = lease.epoch + CASE WHEN lease.holder = excluded.holder THEN 0 ELSE 1 END
         WHERE lease.holder = excluded.holder OR lease.expires_at < clock_timestamp()
         RETURNING epoch`,
        [name, this.holder, leaseMs / 1_000],
      ),
    );
    this.epoch = row?.epoch;
    this.renewedAtMs = nowMs;
    return row !== undefined;
  }

  /** Renews within the transaction that marks, and locks out a take-over until it ends. Throws `LeaseLost`. */
  async confirmIn(tx: Transaction): Promise<void> {
    const nowMs = this.nowMs();
    const { schema, name } = this.place;
    const rows = await tx.query(
      `UPDATE ${schema}.relay_lease SET expires_at = clock_timestamp() + make_interval(secs => $4)
       WHERE queue = $1 AND holder = $2 AND epoch = $3 RETURNING queue`,
      [name, this.holder, this.epoch ?? null, leaseMs / 1_000],
    );
    if (rows.length === 0) {
      this.epoch = undefined;
      throw new LeaseLost(name);
    }
    this.renewedAtMs = nowMs;
  }

  /**
   * Keeps the queue ours for as long as the work takes, never taking it anew. Where that fails, marking finds out. Throws
   * `LeaseLost`, and begins nothing, where the lease has run out since it was renewed: whoever was halted in between would
   * publish what is old behind what is newer.
   */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.nowMs() - this.renewedAtMs >= leaseMs) throw new LeaseLost(this.place.name);
    const renew = (): Promise<void> =>
      this.place.database.inTransaction(workerScope(), (tx) => this.confirmIn(tx)).catch(() => undefined);
    const renewal = setInterval(() => void renew(), renewAfterMs);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
    }
  }

  /** Lets the next relay take over at once. */
  async release(): Promise<void> {
    const { epoch } = this;
    if (epoch === undefined) return;
    this.epoch = undefined;
    const { database, schema, name } = this.place;
    await database.inTransaction(workerScope(), (tx) =>
      tx.query(
        `UPDATE ${schema}.relay_lease SET expires_at = '-infinity' WHERE queue = $1 AND holder = $2 AND epoch = $3`,
        [name, this.holder, epoch],
      ),
    );
  }
}
