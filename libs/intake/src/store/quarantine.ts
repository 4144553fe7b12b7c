import { cleanText } from '@whence/platform/json';
import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

import type { ClaimedDelivery, KeptAside } from './claimed-delivery.js';

/** The reason of what waits for a channel account to be registered. */
export const unknownChannelAccount = 'unknown-channel-account';

const textLengthMax = 200;

/** What one provider's worker could not take, and why. Nothing here blocks anything. */
export class Quarantine {
  constructor(
    private readonly database: Database,
    private readonly provider: Provider,
  ) {}

  /** Makes these parts of the delivery the ones that are kept aside, in place of those kept aside before. */
  async replace(delivery: ClaimedDelivery, parts: readonly KeptAside[]): Promise<void> {
    const distinct = [...new Map(parts.map((part) => [`${part.path} ${part.reason}`, part])).values()];
    await this.database.inTransaction(workerScope(delivery.workspaceId), async (tx) => {
      await tx.query(
        `UPDATE intake.quarantine SET resolved_at = now(), resolution = 'worked-again'
         WHERE inbox_id = $1 AND resolved_at IS NULL`,
        [delivery.inboxId],
      );
      if (distinct.length === 0) return;
      await tx.query(
        `INSERT INTO intake.quarantine (inbox_id, workspace_id, path, reason, account_reference, cause)
         SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
         ON CONFLICT ON CONSTRAINT quarantine_once DO UPDATE
         SET account_reference = EXCLUDED.account_reference, cause = EXCLUDED.cause, resolved_at = NULL, resolution = NULL`,
        [
          delivery.inboxId,
          delivery.workspaceId,
          distinct.map((part) => storable(part.path)),
          distinct.map((part) => storable(part.reason)),
          distinct.map((part) => storable(part.accountReference)),
          distinct.map((part) => storable(part.cause)),
        ],
      );
    });
  }

  /** `sendBackIn`, in a transaction of its own. */
  async sendBack(workspaceId: string, accountReferences: readonly string[]): Promise<void> {
    await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      this.sendBackIn(tx, workspaceId, accountReferences),
    );
  }

  /**
   * Sends every delivery that waits for one of these accounts back to be worked. It takes the delivery from whoever holds
   * it: a worker that looked before the account was registered cannot set it aside again.
   */
  async sendBackIn(tx: Transaction, workspaceId: string, accountReferences: readonly string[]): Promise<void> {
    await tx.query(
      `WITH known AS (
         UPDATE intake.quarantine AS aside SET resolved_at = now(), resolution = 'worked-again'
         FROM intake.inbox WHERE inbox.id = aside.inbox_id AND inbox.provider = $1 AND aside.workspace_id = $2
           AND aside.resolved_at IS NULL AND aside.reason = $3 AND aside.account_reference = ANY($4::text[])
         RETURNING aside.inbox_id)
       UPDATE intake.inbox SET state = 'pending', attempts = 0, claims = claims + 1, next_attempt_at = clock_timestamp()
       WHERE id IN (SELECT inbox_id FROM known) AND body IS NOT NULL`,
      [this.provider, workspaceId, unknownChannelAccount, accountReferences.map(storable)],
    );
  }

  /** How many parts of deliveries of a workspace are kept aside. */
  async waiting(workspaceId: string): Promise<number> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM intake.quarantine JOIN intake.inbox ON inbox.id = quarantine.inbox_id
         WHERE quarantine.workspace_id = $2 AND quarantine.resolved_at IS NULL AND inbox.provider = $1`,
        [this.provider, workspaceId],
      ),
    );
    return Number(row?.waiting ?? 0);
  }
}

const storable = (text: string | undefined): string | null =>
  text === undefined ? null : cleanText(text.slice(0, textLengthMax));
