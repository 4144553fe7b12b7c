import { In } from 'typeorm';

import type { AccountAddress } from '../redirecting/compile-target.js';
import type { OwnRows } from '../rows/own-rows.js';
import { given } from '../fields/kept.response.js';
import type { KnownAccount } from './channel-account.response.js';
import type { ChannelAccountRow } from './channel-account.row.js';
import { ExternalIdRow } from './external-id.row.js';
import { toExternalIds } from './external-ids.js';

/** Puts to these accounts the ids they are known by. */
export const withExternalIds = async (
  own: OwnRows,
  accounts: readonly ChannelAccountRow[],
): Promise<readonly KnownAccount[]> => {
  if (accounts.length === 0) return [];
  const ids = await own.manager.findBy(ExternalIdRow, {
    workspaceId: own.workspaceId,
    channelAccountId: In(accounts.map(({ id }) => id)),
  });
  return accounts.map((row) => ({
    row,
    externalIds: ids.filter(({ channelAccountId }) => channelAccountId === row.id),
  }));
};

/** What people write to the account by. */
export const addressOf = ({ row, externalIds }: KnownAccount): AccountAddress => {
  const { metaId, phone } = toExternalIds(externalIds);
  return { channel: row.channel, handle: row.handle, ...given({ metaId, phone }) };
};
