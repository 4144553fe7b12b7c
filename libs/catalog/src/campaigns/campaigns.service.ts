import type { ListQuery, Page } from '@whence/platform/http';

import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import type { ChangeCampaignRequest, CreateCampaignRequest } from './campaign.request.js';
import { toCampaignChanged, toCampaignResponse, type CampaignResponse } from './campaign.response.js';
import { CampaignRow } from './campaign.row.js';

/** Marketing efforts that group links and ads; they carry no terms. */
export class Campaigns {
  constructor(private readonly rows: CatalogRows) {}

  create(workspaceId: string, { name }: CreateCampaignRequest): Promise<CampaignResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.add(CampaignRow, 'cmp', { name, status: 'active' });
      return announced(own, row);
    });
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<CampaignResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(CampaignRow, query);
      return { items: items.map(toCampaignResponse), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<CampaignResponse> {
    return this.rows.in(workspaceId, async (own) => toCampaignResponse(await own.find(CampaignRow, id)));
  }

  change(workspaceId: string, id: string, request: ChangeCampaignRequest): Promise<CampaignResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.lock(CampaignRow, id, request.revision);
      const { name, status } = request;
      return announced(own, await own.revise(CampaignRow, row, changed({ name, status })));
    });
  }
}

const announced = async (own: OwnRows, row: CampaignRow): Promise<CampaignResponse> => {
  await own.announce('whence.campaign.changed.v1', row.id, toCampaignChanged(row));
  return toCampaignResponse(row);
};
