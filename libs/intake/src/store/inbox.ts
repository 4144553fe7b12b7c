import type { MasterKey } from '@whence/platform/crypto';
import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';

import type { OpenedConnection } from '../connections/connection.js';

/** One request of a provider, exactly as it came. */
export interface Delivery {
  readonly connection: Pick<OpenedConnection, 'id' | 'workspaceId' | 'provider'>;
  readonly body: Uint8Array;
  /** The few that matter, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTC milliseconds. */
  readonly receivedAt: number;
}

/** Where a webhook edge puts deliveries: once a call resolves, the delivery survives a crash of anything. */
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly keys: MasterKey,
  ) {}

  async store(delivery: Delivery): Promise<void> {
    await this.database.inTransaction(workerScope(delivery.connection.workspaceId), (tx) =>
      this.insert(tx, delivery, 'pending'),
    );
  }

  /** Stores what was signed and cannot be read at all, with the reason, out of the worker's way. */
  async storeMalformed(delivery: Delivery, reason: string): Promise<void> {
    const { workspaceId } = delivery.connection;
    await this.database.inTransaction(workerScope(workspaceId), async (tx) => {
      const inboxId = await this.insert(tx, delivery, 'quarantined');
      await tx.query(`INSERT INTO intake.quarantine (inbox_id, workspace_id, path, reason) VALUES ($1, $2, '', $3)`, [
        inboxId,
        workspaceId,
        reason,
      ]);
    });
  }

  private async insert(tx: Transaction, delivery: Delivery, state: 'pending' | 'quarantined'): Promise<string> {
    const { id, workspaceId, provider } = delivery.connection;
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO intake.inbox (workspace_id, connection_id, provider, body, headers, received_at, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        workspaceId,
        id,
        provider,
        this.keys.seal(workspaceId, delivery.body),
        JSON.stringify(delivery.headers),
        new Date(delivery.receivedAt),
        state,
      ],
    );
    return String(row?.id);
  }
}
