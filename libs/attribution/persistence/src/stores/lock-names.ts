import type { WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

/** What a person is asked for by on a channel. */
export const channelName = (pseudonym: string): string => `contact ${pseudonym}`;

/** What a person is asked for by in the tenant's own system. */
export const userName = (workspaceId: WorkspaceId, externalUserId: string): string =>
  `user ${workspaceId} ${externalUserId}`;

/**
 * Two deliveries that meet the same new person at once must not make two contacts of him, and a conversion that names a
 * person must not be parked while that name is being given to him: whoever asks for a name, or gives one, holds it until
 * his transaction ends. Whoever needs several takes them in one call: they are locked in one order, so that two who need
 * the same ones wait for each other and never in a circle.
 */
export const lockNames = async (tx: Transaction, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name', [
    [...new Set(names)].sort(),
  ]);
};
