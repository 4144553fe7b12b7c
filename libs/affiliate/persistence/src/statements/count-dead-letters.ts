import { workerScope, type Database } from '@whence/platform/postgres';

import { affiliateConsumerName } from '../consumer/commissions-on-conversion-attributed.consumer.js';

/** How many events of a workspace could not be taken and are kept aside with the cause. */
export const countDeadLetters = async (database: Database, workspaceId: string): Promise<number> => {
  const [row] = await database.inTransaction(workerScope(workspaceId), (tx) =>
    tx.query<{ kept: string }>(
      'SELECT count(*) AS kept FROM affiliate.dead_letter WHERE consumer = $1 AND workspace_id = $2',
      [affiliateConsumerName, workspaceId],
    ),
  );
  return Number(row?.kept ?? 0);
};
