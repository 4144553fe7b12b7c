import type { Transaction } from '@whence/platform/postgres';

/** What units of work can wait for; locked in this order, and within one kind in the order of the ids. */
type Kind = 'conversion' | 'terms' | 'contact' | 'partner';

interface Turn {
  readonly workspaceId: string;
  readonly kind: Kind;
  readonly ids: readonly string[];
}

/**
 * Waits until no other transaction holds these, and holds them to the end of this one. The lock is on a name, not on a
 * row, because terms that have not arrived must be waited for as well. Unique keys remain what decides.
 */
export const takeTurn = (tx: Transaction, turn: Turn): Promise<void> => lock(tx, 'pg_advisory_xact_lock', turn);

/** The same beside others who share; only whoever takes the whole turn is kept out. */
export const shareTurn = (tx: Transaction, turn: Turn): Promise<void> => lock(tx, 'pg_advisory_xact_lock_shared', turn);

const lock = async (tx: Transaction, lockFunction: string, { workspaceId, kind, ids }: Turn): Promise<void> => {
  const names = [...new Set(ids)].sort().map((id) => `affiliate:${workspaceId}:${kind}:${id}`);
  if (names.length === 0) return;
  await tx.query(`SELECT ${lockFunction}(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name`, [names]);
};
