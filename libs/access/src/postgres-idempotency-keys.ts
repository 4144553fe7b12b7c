import { IdempotencyKeys, type IdempotencyClaim, type IdempotentRequest } from '@whence/platform/http';
import type { MasterKey } from '@whence/platform/crypto';
import { apiScope, type Database } from '@whence/platform/postgres';

interface ClaimRow {
  readonly request_sha256: string;
  readonly answer: Buffer | null;
}

/**
 * How long a first request may be at work. After that its process has died: the next request with the key does the
 * work again, and the unique keys of what it creates decide whether that is a second thing.
 */
const claimSeconds = 60;

/**
 * Idempotency-Keys in schema `access`, each workspace's behind row-level security. Answers are kept for good, and sealed:
 * what they tell of people is sealed wherever else it stands.
 */
export class PostgresIdempotencyKeys extends IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly keys: MasterKey,
  ) {
    super();
  }

  async claim(request: IdempotentRequest): Promise<IdempotencyClaim> {
    return this.database.inTransaction(apiScope(request.workspaceId), async (tx) => {
      const claimed = await tx.query(
        `INSERT INTO access.idempotency_key AS k (workspace_id, route, key, request_sha256, attempt_id, claimed_until)
         VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         ON CONFLICT (workspace_id, route, key)
         DO UPDATE SET claimed_until = excluded.claimed_until, attempt_id = excluded.attempt_id
         WHERE k.answer IS NULL AND k.claimed_until < now() AND k.request_sha256 = excluded.request_sha256
         RETURNING 1`,
        [...identityOf(request), request.requestDigest, request.attemptId, claimSeconds],
      );
      if (claimed.length > 0) return { kind: 'claimed' };
      const [row] = await tx.query<ClaimRow>(
        `SELECT request_sha256, answer FROM access.idempotency_key WHERE workspace_id = $1 AND route = $2 AND key = $3`,
        identityOf(request),
      );
      return row === undefined ? { kind: 'in-progress' } : this.toClaim(row, request);
    });
  }

  async complete(request: IdempotentRequest, answer: string): Promise<void> {
    await this.database.inTransaction(apiScope(request.workspaceId), (tx) =>
      tx.query(
        `UPDATE access.idempotency_key SET answer = $5
         WHERE workspace_id = $1 AND route = $2 AND key = $3 AND attempt_id = $4 AND answer IS NULL`,
        [...identityOf(request), request.attemptId, this.keys.seal(request.workspaceId, answer)],
      ),
    );
  }

  async release(request: IdempotentRequest): Promise<void> {
    await this.database.inTransaction(apiScope(request.workspaceId), (tx) =>
      tx.query(
        `DELETE FROM access.idempotency_key
         WHERE workspace_id = $1 AND route = $2 AND key = $3 AND attempt_id = $4 AND answer IS NULL`,
        [...identityOf(request), request.attemptId],
      ),
    );
  }

  private toClaim(
    { request_sha256, answer }: ClaimRow,
    { workspaceId, requestDigest }: IdempotentRequest,
  ): IdempotencyClaim {
    if (request_sha256 !== requestDigest) return { kind: 'used-for-another-request' };
    if (answer === null) return { kind: 'in-progress' };
    return { kind: 'answered', answer: this.keys.open(workspaceId, answer).toString('utf8') };
  }
}

const identityOf = ({ workspaceId, route, key }: IdempotentRequest): readonly string[] => [workspaceId, route, key];
