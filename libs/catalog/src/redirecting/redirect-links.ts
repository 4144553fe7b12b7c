import { workerScope, type Database } from '@whence/platform/postgres';

import { keyPattern } from '../links/link-codes.js';
import { toRedirectLink, type RedirectLink, type RedirectLinkRow } from './redirect-link.js';

/** A database that takes longer is taken to be away. */
const readMs = 5_000;

/** The links of all workspaces in whatever state they are, by the keys in their short URLs: for the redirect only. */
export abstract class RedirectLinks {
  /** Those of these keys that there are. */
  abstract named(keys: readonly string[]): Promise<readonly RedirectLink[]>;

  /** At most `limit` links in the order of their keys, from behind `key` on; from the first where it is empty. */
  abstract after(key: string, limit: number): Promise<readonly RedirectLink[]>;

  /** The same of the links that lead to one channel account. */
  abstract ofAccountAfter(channelAccountId: string, key: string, limit: number): Promise<readonly RedirectLink[]>;
}

export class PostgresRedirectLinks extends RedirectLinks {
  constructor(private readonly database: Database) {
    super();
  }

  async named(keys: readonly string[]): Promise<readonly RedirectLink[]> {
    const possible = keys.filter((key) => keyPattern.test(key));
    return possible.length === 0 ? [] : this.where('key = ANY ($1::text[])', [possible]);
  }

  after(key: string, limit: number): Promise<readonly RedirectLink[]> {
    return this.where('key > $1 ORDER BY key LIMIT $2', [key, limit]);
  }

  ofAccountAfter(channelAccountId: string, key: string, limit: number): Promise<readonly RedirectLink[]> {
    return this.where('channel_account_id = $1 AND key > $2 ORDER BY key LIMIT $3', [channelAccountId, key, limit]);
  }

  private async where(condition: string, params: readonly unknown[]): Promise<readonly RedirectLink[]> {
    const sql = `SELECT * FROM catalog.redirect_link WHERE ${condition}`;
    const rows = await this.database.statement<RedirectLinkRow>(workerScope(), { sql, params, timeoutMs: readMs });
    return rows.map(toRedirectLink);
  }
}
