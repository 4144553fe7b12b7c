import { workerScope, type Database } from '@whence/platform/postgres';

import { readTablesConsumerName } from './read-tables-on-events.consumer.js';

/** How many events of a workspace could not be projected and are kept aside with the cause. */
export const countDeadLetters = async (database: Database, workspaceId: string): Promise<number> => {
  const [row] = await database.inTransaction(workerScope(workspaceId), (tx) =>
    tx.query<{ kept: string }>(
      'SELECT count(*) AS kept FROM analytics.dead_letter WHERE consumer = $1 AND workspace_id = $2',
      [readTablesConsumerName, workspaceId],
    ),
  );
  return Number(row?.kept ?? 0);
};
