import { workerScope, type Database } from '@whence/platform/postgres';
import type { AccountReference, Provider } from '@whence/signals';

import { referenceName } from '../channel-adapter.js';
import type { Connection } from '../connections/connection.js';

/** A look through what the provider has, from the newest to the oldest that is wanted. All times UTC milliseconds. */
export interface Sweep {
  readonly beganAt: number;
  readonly since: number;
  readonly position?: string;
  readonly hasGaps: boolean;
}

/** An account that one worker catches up with for a while. */
export interface ClaimedCatchUp {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly account: AccountReference;
  /** Which claim this is: a later one makes it void. */
  readonly claim: number;
  /** Nothing before is missing, as far as the provider has it; undefined before the first time. */
  readonly caughtUpTo?: number;
  /** One that was begun and is not at its end. */
  readonly sweep?: Sweep;
}

interface CatchUpRow {
  readonly workspace_id: string;
  readonly connection_id: string;
  readonly account_reference: string;
  readonly claims: number;
  readonly caught_up_to: Date | null;
  readonly sweep_began_at: Date | null;
  readonly sweep_since: Date | null;
  readonly sweep_position: string | null;
  readonly sweep_has_gaps: boolean;
}

const mine = 'connection_id = $1 AND account_reference = $2 AND claims = $3';

/** How far each account of one provider was caught up with. What is due, and for whom, the database's clock says. */
export class CatchUps {
  constructor(
    private readonly database: Database,
    private readonly provider: Provider,
  ) {}

  /** Accounts that are new are due at once; the others stay as they are. */
  async know({ id, workspaceId }: Connection, accounts: readonly AccountReference[]): Promise<void> {
    if (accounts.length === 0) return;
    await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query(
        `INSERT INTO intake.catch_up (workspace_id, connection_id, account_reference, provider)
         SELECT $1, $2, reference, $3 FROM unnest($4::text[]) AS known (reference) ORDER BY reference
         ON CONFLICT ON CONSTRAINT catch_up_pk DO NOTHING`,
        [workspaceId, id, this.provider, accounts.map(referenceName)],
      ),
    );
  }

  /** The next whole millisecond: what fell due in this one is not later than it. */
  async now(): Promise<Date> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ now: Date }>(`SELECT clock_timestamp() + interval '1 millisecond' AS now`),
    );
    return (row as { now: Date }).now;
  }

  /** Takes the one that has been due for longest, since `dueBy` at least; the next time is `everyMs` from now. */
  async claim(dueBy: Date, everyMs: number): Promise<ClaimedCatchUp | undefined> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<CatchUpRow>(
        `UPDATE intake.catch_up SET claims = claims + 1, due_at = clock_timestamp() + $3 * interval '1 millisecond'
         WHERE (connection_id, account_reference) IN (
           SELECT connection_id, account_reference FROM intake.catch_up
           WHERE provider = $1 AND due_at <= $2 ORDER BY due_at, account_reference LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING workspace_id, connection_id, account_reference, claims, caught_up_to, sweep_began_at, sweep_since,
           sweep_position, sweep_has_gaps`,
        [this.provider, dueBy, everyMs],
      ),
    );
    return row && toClaimed(row);
  }

  /** Where to go on; false where somebody else has taken it over meanwhile. */
  async progress(claimed: ClaimedCatchUp, { beganAt, since, position, hasGaps }: Sweep): Promise<boolean> {
    return this.update(claimed, {
      set: 'sweep_began_at = $4, sweep_since = $5, sweep_position = $6, sweep_has_gaps = $7',
      params: [new Date(beganAt), new Date(since), position ?? null, hasGaps],
    });
  }

  /** The sweep is at its end. */
  async complete(claimed: ClaimedCatchUp, caughtUpTo: number | undefined): Promise<boolean> {
    return this.update(claimed, {
      set: `caught_up_to = $4, ${noSweep}`,
      params: [caughtUpTo === undefined ? null : new Date(caughtUpTo)],
    });
  }

  /** The sweep begins again the next time. */
  async startAnew(claimed: ClaimedCatchUp): Promise<boolean> {
    return this.update(claimed, { set: `${noSweep}, due_at = clock_timestamp()`, params: [] });
  }

  /** It has not come to its end yet, and goes on once the others had their turn; or later. */
  async goOn(claimed: ClaimedCatchUp, afterMs = 0): Promise<boolean> {
    return this.update(claimed, {
      set: "due_at = clock_timestamp() + $4 * interval '1 millisecond'",
      params: [afterMs],
    });
  }

  /** The provider wants to hear nothing from this connection for a while; then this one goes on. */
  async putOff({ workspaceId, connectionId, account, claim }: ClaimedCatchUp, forMs: number): Promise<void> {
    await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query(
        `UPDATE intake.catch_up SET due_at = later.at
         FROM (SELECT clock_timestamp() + $2 * interval '1 millisecond' AS at) AS later
         WHERE connection_id = $1 AND (due_at < later.at OR (account_reference = $3 AND claims = $4))`,
        [connectionId, forMs, referenceName(account), claim],
      ),
    );
  }

  private async update(
    { workspaceId, connectionId, account, claim }: ClaimedCatchUp,
    { set, params }: { readonly set: string; readonly params: readonly unknown[] },
  ): Promise<boolean> {
    const rows = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query(`UPDATE intake.catch_up SET ${set} WHERE ${mine} RETURNING claims`, [
        connectionId,
        referenceName(account),
        claim,
        ...params,
      ]),
    );
    return rows.length > 0;
  }
}

const noSweep = 'sweep_began_at = NULL, sweep_since = NULL, sweep_position = NULL, sweep_has_gaps = false';

const toClaimed = (row: CatchUpRow): ClaimedCatchUp => ({
  workspaceId: row.workspace_id,
  connectionId: row.connection_id,
  account: toReference(row.account_reference),
  claim: row.claims,
  ...(row.caught_up_to === null ? {} : { caughtUpTo: row.caught_up_to.getTime() }),
  ...sweepOf(row),
});

const sweepOf = (row: CatchUpRow): { readonly sweep?: Sweep } => {
  const { sweep_began_at: beganAt, sweep_since: since, sweep_position: position, sweep_has_gaps: hasGaps } = row;
  if (beganAt === null || since === null) return {};
  const sweep = { beganAt: beganAt.getTime(), since: since.getTime(), hasGaps };
  return { sweep: position === null ? sweep : { ...sweep, position } };
};

const toReference = (name: string): AccountReference => {
  const colon = name.indexOf(':');
  return { kind: name.slice(0, colon) as AccountReference['kind'], value: name.slice(colon + 1) };
};
