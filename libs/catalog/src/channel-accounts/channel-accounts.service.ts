import type { ListQuery, Page, Problem } from '@whence/platform/http';

import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import { alreadyTaken, refusedBy } from '../rows/refusals.js';
import type { ChangeChannelAccountRequest, CreateChannelAccountRequest } from './channel-account.request.js';
import {
  toChannelAccountChanged,
  toChannelAccountResponse,
  type ChannelAccountResponse,
  type KnownAccount,
} from './channel-account.response.js';
import { ChannelAccountRow } from './channel-account.row.js';
import { ExternalIdRow } from './external-id.row.js';
import { kindsThatIdentify, listExternalIds, type ExternalId } from './external-ids.js';
import { handleOn } from './handle.js';
import { withExternalIds } from './known-accounts.js';

/** The Instagram accounts, Facebook Pages and WhatsApp numbers of a workspace, with every id they are known by. */
export class ChannelAccounts {
  constructor(private readonly rows: CatalogRows) {}

  create(workspaceId: string, request: CreateChannelAccountRequest): Promise<ChannelAccountResponse> {
    const externalIds = listExternalIds(request.externalIds);
    return this.unlessTaken(workspaceId, { externalIds }, async (own) => {
      const { channel } = request;
      const handle = handleOn(channel, request.handle);
      const row = await own.add(ChannelAccountRow, 'cha', { channel, handle, status: 'active' });
      await keepExternalIds(own, row.id, externalIds);
      return announced(own, { row, externalIds });
    });
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<ChannelAccountResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(ChannelAccountRow, query);
      return { items: (await withExternalIds(own, items)).map(toChannelAccountResponse), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<ChannelAccountResponse> {
    return this.rows.in(workspaceId, async (own) => {
      return toChannelAccountResponse(await known(own, await own.find(ChannelAccountRow, id)));
    });
  }

  change(workspaceId: string, id: string, request: ChangeChannelAccountRequest): Promise<ChannelAccountResponse> {
    const externalIds = listExternalIds(request.externalIds ?? {});
    return this.unlessTaken(workspaceId, { externalIds, by: id }, async (own) => {
      const row = await own.lock(ChannelAccountRow, id, request.revision);
      await keepExternalIds(own, row.id, externalIds);
      const handle = request.handle === undefined ? undefined : handleOn(row.channel, request.handle);
      const revised = await own.revise(ChannelAccountRow, row, changed({ handle, status: request.status }));
      return announced(own, await known(own, revised));
    });
  }

  private unlessTaken<T>(
    workspaceId: string,
    wanted: { readonly externalIds: readonly ExternalId[]; readonly by?: string },
    work: (own: OwnRows) => Promise<T>,
  ): Promise<T> {
    return refusedBy({ external_id_unique: () => this.takenIds(workspaceId, wanted) }, () =>
      this.rows.in(workspaceId, work),
    );
  }

  private async takenIds(
    workspaceId: string,
    { externalIds, by }: { readonly externalIds: readonly ExternalId[]; readonly by?: string },
  ): Promise<Problem> {
    const identifying = externalIds.filter(({ kind }) => kindsThatIdentify.includes(kind));
    const holders = await this.rows.in(workspaceId, (own) =>
      own.manager.findBy(
        ExternalIdRow,
        identifying.map(({ kind, value }) => ({ workspaceId, kind, value })),
      ),
    );
    return alreadyTaken(
      holders
        .filter(({ channelAccountId }) => channelAccountId !== by)
        .map(({ kind, value, channelAccountId }) => ({ path: `externalIds.${kind}`, value, holder: channelAccountId })),
    );
  }
}

const known = async (own: OwnRows, row: ChannelAccountRow): Promise<KnownAccount> => {
  const [account] = await withExternalIds(own, [row]);
  return account ?? { row, externalIds: [] };
};

const keepExternalIds = async (own: OwnRows, channelAccountId: string, ids: readonly ExternalId[]): Promise<void> => {
  if (ids.length === 0) return;
  const { workspaceId } = own;
  await own.manager
    .createQueryBuilder()
    .insert()
    .into(ExternalIdRow)
    .values(ids.map((id) => ({ workspaceId, channelAccountId, ...id })))
    .orUpdate(['value'], ['workspace_id', 'channel_account_id', 'kind'])
    .execute();
};

const announced = async (own: OwnRows, account: KnownAccount): Promise<ChannelAccountResponse> => {
  await own.announce('whence.channel-account.changed.v1', account.row.id, toChannelAccountChanged(account));
  return toChannelAccountResponse(account);
};
