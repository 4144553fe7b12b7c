import type { LastHeard } from '@whence/attribution-application';
import type { Transaction } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

import type { WhatToObserve } from './what-to-observe.js';

interface LastHeardRow {
  readonly connection_id: string;
  readonly provider: Provider;
  readonly received_at: Date;
}

/** One look into the index for each connection, however much each of them told. */
const lastHeardSql = `
  WITH RECURSIVE heard AS (
    (SELECT connection_id, provider, received_at FROM attribution.signal_copy
     WHERE workspace_id = $1 AND channel_account_id = $2
     ORDER BY connection_id DESC, received_at DESC LIMIT 1)
    UNION ALL
    SELECT before.* FROM heard CROSS JOIN LATERAL (
      SELECT connection_id, provider, received_at FROM attribution.signal_copy
      WHERE workspace_id = $1 AND channel_account_id = $2 AND connection_id < heard.connection_id
      ORDER BY connection_id DESC, received_at DESC LIMIT 1
    ) before
  )
  SELECT connection_id, provider, received_at FROM heard ORDER BY connection_id`;

export const lastHeard = async (
  tx: Transaction,
  workspaceId: string,
  { channelAccountId }: Pick<WhatToObserve, 'channelAccountId'>,
): Promise<readonly LastHeard[]> => {
  const rows = await tx.query<LastHeardRow>(lastHeardSql, [workspaceId, channelAccountId]);
  return rows.map((row) => ({
    connectionId: row.connection_id,
    provider: row.provider,
    lastEventAt: row.received_at.getTime(),
  }));
};
