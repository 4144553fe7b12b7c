import { Secret } from '@whence/platform/config';
import { newId, type MasterKey } from '@whence/platform/crypto';
import { workerScope, type Database } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';
import type { Clock } from '@whence/platform/process';

import type { Connection, KeyedConnection, NewConnection, OpenedConnection } from './connection.js';

interface ConnectionRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly provider: Provider;
  readonly name: string;
  readonly created_at: Date;
}

interface SealedConnectionRow extends ConnectionRow {
  readonly secrets: Buffer;
  readonly verify_token: Buffer | null;
}

/** A webhook edge that waits longer answers its sender that it could not know. */
const openTimeoutMs = 2_000;
const shownColumns = 'id, workspace_id, provider, name, created_at';

/**
 * Connections of every workspace. The API role cannot reach them: the worker role does, and each statement names the
 * workspace. Secrets are sealed under the workspace's key and opened for a webhook edge only, API keys only for the worker
 * that compares subscriptions.
 */
export class Connections {
  constructor(
    private readonly database: Database,
    private readonly keys: MasterKey,
    private readonly clock: Clock,
  ) {}

  async add(connection: NewConnection): Promise<Connection> {
    const { workspaceId, provider, name } = connection;
    const added: Connection = { id: newId('con'), workspaceId, provider, name, createdAt: this.clock.now() };
    const sealed = (text: string | undefined) => (text === undefined ? null : this.keys.seal(workspaceId, text));
    await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query(
        `INSERT INTO intake.connection (id, workspace_id, provider, name, secrets, verify_token, api_key, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          added.id,
          workspaceId,
          provider,
          name,
          sealed(JSON.stringify(connection.secrets)),
          sealed(connection.verifyToken),
          sealed(connection.apiKey),
          new Date(added.createdAt),
        ],
      ),
    );
    return added;
  }

  /** At most `limit` connections of one workspace, oldest first, after the one named by `afterId`. */
  async list(
    workspaceId: string,
    { limit, afterId = '' }: { limit: number; afterId?: string | undefined },
  ): Promise<Connection[]> {
    const rows = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<ConnectionRow>(
        `SELECT ${shownColumns} FROM intake.connection WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
        [workspaceId, afterId, limit],
      ),
    );
    return rows.map(toConnection);
  }

  async find(workspaceId: string, id: string): Promise<Connection | undefined> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<ConnectionRow>(`SELECT ${shownColumns} FROM intake.connection WHERE workspace_id = $1 AND id = $2`, [
        workspaceId,
        id,
      ]),
    );
    return row && toConnection(row);
  }

  /** Connections of a provider with their secrets, whoever owns them: a webhook's only credential is its signature. */
  async openAll(provider: Provider, ids: readonly string[]): Promise<OpenedConnection[]> {
    return this.openWhere('id = ANY($2::text[])', [provider, ids]);
  }

  /** At most `limit` of them, in the order of their ids, which is that of their making, after `afterId`. */
  async openPage(provider: Provider, afterId: string, limit: number): Promise<OpenedConnection[]> {
    return this.openWhere('id > $2 ORDER BY id LIMIT $3', [provider, afterId, limit]);
  }

  /** Of those that may call the provider at most `limit`, in the order of their ids, after `afterId`. */
  async keyedPage(provider: Provider, afterId: string, limit: number): Promise<Connection[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<ConnectionRow>(
        `SELECT ${shownColumns} FROM intake.connection
         WHERE provider = $1 AND id > $2 AND api_key IS NOT NULL ORDER BY id LIMIT $3`,
        [provider, afterId, limit],
      ),
    );
    return rows.map(toConnection);
  }

  /** The key to the provider of one connection, for the worker that calls it. */
  async openApiKey(workspaceId: string, id: string): Promise<Secret | undefined> {
    const [row] = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<{ api_key: Buffer | null }>(
        'SELECT api_key FROM intake.connection WHERE workspace_id = $1 AND id = $2',
        [workspaceId, id],
      ),
    );
    return row?.api_key == null ? undefined : this.openedKey(workspaceId, row.api_key);
  }

  /** At most `limit` workspaces that gave an API key of this provider, in the order of their ids, after `afterId`. */
  async workspacesWithKeys(provider: Provider, afterId: string, limit: number): Promise<string[]> {
    const rows = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ workspace_id: string }>(
        `SELECT DISTINCT workspace_id FROM intake.connection
         WHERE provider = $1 AND api_key IS NOT NULL AND workspace_id > $2 ORDER BY workspace_id LIMIT $3`,
        [provider, afterId, limit],
      ),
    );
    return rows.map((row) => row.workspace_id);
  }

  /** The oldest `limit` connections of one workspace to this provider that have an API key, with it. */
  async openKeys(workspaceId: string, provider: Provider, limit: number): Promise<KeyedConnection[]> {
    const rows = await this.database.inTransaction(workerScope(workspaceId), (tx) =>
      tx.query<ConnectionRow & { readonly api_key: Buffer }>(
        `SELECT ${shownColumns}, api_key FROM intake.connection
         WHERE workspace_id = $1 AND provider = $2 AND api_key IS NOT NULL ORDER BY id LIMIT $3`,
        [workspaceId, provider, limit],
      ),
    );
    return rows.map((row) => ({ ...toConnection(row), apiKey: this.openedKey(workspaceId, row.api_key) }));
  }

  private openedKey(workspaceId: string, sealed: Buffer): Secret {
    return new Secret(this.keys.open(workspaceId, sealed).toString('utf8'));
  }

  private async openWhere(condition: string, params: readonly unknown[]): Promise<OpenedConnection[]> {
    const rows = await this.database.statement<SealedConnectionRow>(workerScope(), {
      sql: `SELECT ${shownColumns}, secrets, verify_token FROM intake.connection WHERE provider = $1 AND ${condition}`,
      params,
      timeoutMs: openTimeoutMs,
    });
    return rows.map((row) => this.opened(row));
  }

  private opened(row: SealedConnectionRow): OpenedConnection {
    const opened = (sealed: Buffer) => this.keys.open(row.workspace_id, sealed).toString('utf8');
    return {
      ...toConnection(row),
      secrets: JSON.parse(opened(row.secrets)) as string[],
      ...(row.verify_token === null ? {} : { verifyToken: opened(row.verify_token) }),
    };
  }
}

const toConnection = (row: ConnectionRow): Connection => ({
  id: row.id,
  workspaceId: row.workspace_id,
  provider: row.provider,
  name: row.name,
  createdAt: row.created_at.getTime(),
});
