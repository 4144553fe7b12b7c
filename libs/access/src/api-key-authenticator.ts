import type { Authenticator, Principal } from '@whence/platform/http';
import type { Clock } from '@whence/platform/process';
import { workerScope, type Database } from '@whence/platform/postgres';

import { digestOfKey } from './api-key-text.js';

interface KnownKey {
  readonly principal: Principal;
  readonly freshUntil: number;
}

/** A revoked key is refused at most this long after. */
const freshMs = 3_000;
const knownKeysMax = 1_000;

/** Finds the workspace and scopes of an API key by its digest. Keys that were just seen are not looked up again. */
export class ApiKeyAuthenticator implements Authenticator {
  /** By digest, oldest first. Unknown keys are not remembered: a new key works at once. */
  private readonly known = new Map<string, KnownKey>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async authenticate(bearer: string): Promise<Principal | undefined> {
    const digest = digestOfKey(bearer);
    const name = digest.toString('base64');
    const known = this.known.get(name);
    if (known !== undefined && this.clock.now() < known.freshUntil) return known.principal;
    this.known.delete(name);
    const principal = await this.lookUp(digest);
    if (principal !== undefined) this.remember(name, principal);
    return principal;
  }

  private async lookUp(digest: Buffer): Promise<Principal | undefined> {
    const [row] = await this.database.inTransaction(workerScope(), (tx) =>
      tx.query<{ id: string; workspace_id: string; scopes: string[] }>(
        'SELECT id, workspace_id, scopes FROM access.api_key WHERE key_sha256 = $1 AND revoked_at IS NULL',
        [digest],
      ),
    );
    return row && { keyId: row.id, workspaceId: row.workspace_id, scopes: row.scopes };
  }

  private remember(name: string, principal: Principal): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= knownKeysMax && oldest !== undefined) this.known.delete(oldest);
    this.known.set(name, { principal, freshUntil: this.clock.now() + freshMs });
  }
}
