import { newId } from '@whence/platform/crypto';
import { everyScope } from '@whence/platform/http';
import { workerScope, type Database, type Transaction } from '@whence/platform/postgres';

import { digestOfKey, newApiKeyText } from './api-key-text.js';

export interface CreatedWorkspace {
  readonly workspaceId: string;
  /** Its owner key, which nobody can show again. */
  readonly key: string;
}

/** A new tenant with an owner key. Names need not be unique. */
export const createWorkspace = async (database: Database, { name }: { name: string }): Promise<CreatedWorkspace> =>
  database.inTransaction(workerScope(), async (tx) => {
    const workspaceId = newId('wsp');
    await tx.query('INSERT INTO access.workspace (id, name) VALUES ($1, $2)', [workspaceId, name]);
    const key = newApiKeyText();
    await addOwnerKey(tx, { workspaceId, key });
    return { workspaceId, key };
  });

/** Every tenant's id, the oldest first. */
export const workspaceIds = async (database: Database): Promise<readonly string[]> => {
  const sql = 'SELECT id FROM access.workspace ORDER BY id';
  const rows = await database.statement<{ id: string }>(workerScope(), { sql, params: [] });
  return rows.map(({ id }) => id);
};

export interface EnsureWorkspace {
  readonly name: string;
  /** Becomes an owner key of the workspace; where none is given, a new workspace gets a generated one. */
  readonly ownerKey?: string;
}

export interface EnsuredWorkspace {
  readonly workspaceId: string;
  readonly isNew: boolean;
  /** The owner key that was generated, now or never to be shown again. */
  readonly generatedKey?: string;
}

/** The given owner key is another workspace's, or was revoked there: it is not made valid again. */
export class OwnerKeyUnusableViolation extends Error {
  constructor(name: string) {
    super(`the owner key for the workspace "${name}" was revoked or belongs to another workspace: use a new one`);
    this.name = 'OwnerKeyUnusableViolation';
  }
}

/**
 * The workspace that is made at start under this name: made once, however many processes start at the same time. A
 * given owner key is its owner key afterwards. Throws `OwnerKeyUnusableViolation` where it cannot be.
 */
export const ensureWorkspace = async (
  database: Database,
  { name, ownerKey }: EnsureWorkspace,
): Promise<EnsuredWorkspace> =>
  database.inTransaction(workerScope(), async (tx) => {
    const [made] = await tx.query<{ id: string }>(
      `INSERT INTO access.workspace (id, name, ensured_as) VALUES ($1, $2, $2)
       ON CONFLICT (ensured_as) DO NOTHING RETURNING id`,
      [newId('wsp'), name],
    );
    const workspaceId = made?.id ?? (await idOfEnsured(tx, name));
    const isNew = made !== undefined;
    if (ownerKey !== undefined) {
      await addOwnerKey(tx, { workspaceId, key: ownerKey });
      if (!(await isOwnerKey(tx, { workspaceId, key: ownerKey }))) throw new OwnerKeyUnusableViolation(name);
      return { workspaceId, isNew };
    }
    if (!isNew) return { workspaceId, isNew };
    const generatedKey = newApiKeyText();
    await addOwnerKey(tx, { workspaceId, key: generatedKey });
    return { workspaceId, isNew, generatedKey };
  });

/** One more owner key for a workspace, for when the others are lost. Answers nothing where there is no such workspace. */
export const issueOwnerKey = async (database: Database, workspaceId: string): Promise<string | undefined> =>
  database.inTransaction(workerScope(), async (tx) => {
    const [workspace] = await tx.query('SELECT FROM access.workspace WHERE id = $1', [workspaceId]);
    if (workspace === undefined) return undefined;
    const key = newApiKeyText();
    await addOwnerKey(tx, { workspaceId, key });
    return key;
  });

interface OwnerKey {
  readonly workspaceId: string;
  readonly key: string;
}

const addOwnerKey = async (tx: Transaction, { workspaceId, key }: OwnerKey): Promise<void> => {
  await tx.query(
    `INSERT INTO access.api_key (id, workspace_id, name, key_sha256, scopes) VALUES ($1, $2, 'owner', $3, $4)
     ON CONFLICT (key_sha256) DO NOTHING`,
    [newId('key'), workspaceId, digestOfKey(key), [everyScope]],
  );
};

const isOwnerKey = async (tx: Transaction, { workspaceId, key }: OwnerKey): Promise<boolean> => {
  const found = await tx.query(
    `SELECT FROM access.api_key
     WHERE key_sha256 = $1 AND workspace_id = $2 AND $3 = ANY (scopes) AND revoked_at IS NULL`,
    [digestOfKey(key), workspaceId, everyScope],
  );
  return found.length > 0;
};

const idOfEnsured = async (tx: Transaction, name: string): Promise<string> => {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM access.workspace WHERE ensured_as = $1', [name]);
  if (row === undefined) throw new Error(`the workspace "${name}" vanished while it was looked up`);
  return row.id;
};
