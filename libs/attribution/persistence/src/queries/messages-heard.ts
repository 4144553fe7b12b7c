import { keysOfMessage } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import { workerScope, type Database } from '@whence/platform/postgres';

import { MasterKeyFingerprints } from '../stores/master-key-fingerprints.js';

export interface MessagesHeardOn {
  readonly database: Database;
  readonly keys: MasterKey;
}

/** Which of these messages of an account, named by the platform's ids, some provider has told us of. */
export const messagesHeardOn = ({ database, keys }: MessagesHeardOn) => {
  const fingerprints = new MasterKeyFingerprints(keys);
  return async (
    workspaceId: string,
    channelAccountId: string,
    platformMessageIds: readonly string[],
  ): Promise<ReadonlySet<string>> => {
    const idOfKey = new Map(
      platformMessageIds.flatMap((id) =>
        keysOfMessage(channelAccountId, id, (content) => fingerprints.of(workspaceId as WorkspaceId, content)).map(
          (key) => [key, id] as const,
        ),
      ),
    );
    const rows = await database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ signal_key: string }>(
        'SELECT signal_key FROM attribution.signal_copy WHERE workspace_id = $1 AND signal_key = ANY($2::text[])',
        [workspaceId, [...idOfKey.keys()]],
      ),
    );
    return new Set(rows.flatMap(({ signal_key: key }) => idOfKey.get(key) ?? []));
  };
};
