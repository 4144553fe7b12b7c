import type { ExternalIds } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';
import type { AccountReference, Channel } from '@whence/signals';

import { couldBeId, couldBeKept } from '../rows/looked-up-text.js';
import { kindsThatIdentify, type ExternalIdKind } from './external-ids.js';

/** A channel account as the platform and people know it. */
export interface NamedAccount {
  readonly id: `cha_${string}`;
  readonly channel: Channel;
  readonly handle: string;
  /** The platform's own id of it, else a provider's; absent where none was registered. */
  readonly externalId?: string;
}

/** A channel account by its own id and those that providers know it by. */
export interface KnownAccountIds {
  readonly id: `cha_${string}`;
  readonly channel: Channel;
  readonly externalIds: ExternalIds;
}

// Of several ids the platform's own speaks, as deliveries carry it: Instagram and Page id, phone number id.
const kindsInOrder: readonly ExternalIdKind[] = ['metaId', 'phoneNumberId', 'zernioAccountId'];

/** Which channel account a delivery is about. Stateless: it reads with the transaction it is given. */
export class ChannelAccountDirectory {
  /** Channel account ids by `kind:value`. Unknown references are left out, and so is `wabaId`, which many numbers share. */
  async find(
    tx: Transaction,
    workspaceId: string,
    references: readonly AccountReference[],
  ): Promise<ReadonlyMap<string, string>> {
    const named = references.filter(({ kind, value }) => kindsThatIdentify.includes(kind) && couldBeKept(value));
    if (named.length === 0) return new Map();
    const rows = await tx.query<{ name: string; channel_account_id: string }>(
      `SELECT kind || ':' || value AS name, channel_account_id
       FROM catalog.channel_account_external_id
       WHERE workspace_id = $1 AND (kind, value) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      [workspaceId, named.map(({ kind }) => kind), named.map(({ value }) => value)],
    );
    return new Map(rows.map((row) => [row.name, row.channel_account_id]));
  }

  /** Every account of a workspace that has an id of this kind, by that id, in the ids' order. */
  async referencesOf(
    tx: Transaction,
    workspaceId: string,
    kind: AccountReference['kind'],
  ): Promise<readonly AccountReference[]> {
    const rows = await tx.query<{ value: string }>(
      `SELECT value FROM catalog.channel_account_external_id WHERE workspace_id = $1 AND kind = $2 ORDER BY value`,
      [workspaceId, kind],
    );
    return rows.map(({ value }) => ({ kind, value }));
  }

  /** Active accounts with every id they are known by, at most `limit` in the order of their own ids, after `afterId`. */
  async activePage(
    tx: Transaction,
    workspaceId: string,
    { afterId, limit }: { readonly afterId: string; readonly limit: number },
  ): Promise<readonly KnownAccountIds[]> {
    return tx.query<KnownAccountIds>(
      `SELECT account.id, account.channel,
         (SELECT coalesce(json_object_agg(known.kind, known.value), '{}')
          FROM catalog.channel_account_external_id known
          WHERE known.workspace_id = account.workspace_id AND known.channel_account_id = account.id) AS "externalIds"
       FROM catalog.channel_account account
       WHERE account.workspace_id = $1 AND account.status = 'active' AND account.id > $2 ORDER BY account.id LIMIT $3`,
      [workspaceId, afterId, limit],
    );
  }

  /** The accounts of these ids, in no order; ids that name nothing are left out. */
  async accountsById(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<readonly NamedAccount[]> {
    const named = ids.filter(couldBeId);
    if (named.length === 0) return [];
    const rows = await tx.query<{
      id: NamedAccount['id'];
      channel: Channel;
      handle: string;
      external_id: string | null;
    }>(
      `SELECT account.id, account.channel, account.handle,
         (SELECT known.value FROM catalog.channel_account_external_id known
          WHERE known.workspace_id = account.workspace_id AND known.channel_account_id = account.id
            AND known.kind = ANY($3::text[])
          ORDER BY array_position($3::text[], known.kind) LIMIT 1) AS external_id
       FROM catalog.channel_account account
       WHERE account.workspace_id = $1 AND account.id = ANY($2::text[])`,
      [workspaceId, named, kindsInOrder],
    );
    return rows.map(({ id, channel, handle, external_id: externalId }) => ({
      id,
      channel,
      handle,
      ...(externalId === null ? {} : { externalId }),
    }));
  }
}
