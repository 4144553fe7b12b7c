import type { ListQuery, Page, Problem } from '@whence/platform/http';

import { referenceRefusals, refuseUnenrolled } from '../enrollments/earning-partner.js';
import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import { alreadyTaken, refusedBy } from '../rows/refusals.js';
import type { ChangeAdRequest, CreateAdRequest } from './ad.request.js';
import { toAdChanged, toAdResponse, type AdResponse } from './ad.response.js';
import { AdRow } from './ad.row.js';

const references = referenceRefusals('ad');

/** The platforms' ads, and what each counts for. */
export class Ads {
  constructor(private readonly rows: CatalogRows) {}

  create(workspaceId: string, request: CreateAdRequest): Promise<AdResponse> {
    const { externalId, campaignId = null, partnerId = null, programId = null } = request;
    const refusals = { ...references, ad_external_id_unique: () => this.externalIdTaken(workspaceId, externalId) };
    return refusedBy(refusals, () =>
      this.rows.in(workspaceId, async (own) => {
        await refuseUnenrolled(own, { partnerId, programId });
        return announced(own, await own.add(AdRow, 'ad', { externalId, campaignId, partnerId, programId }));
      }),
    );
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<AdResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(AdRow, query);
      return { items: items.map(toAdResponse), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<AdResponse> {
    return this.rows.in(workspaceId, async (own) => toAdResponse(await own.find(AdRow, id)));
  }

  change(workspaceId: string, id: string, request: ChangeAdRequest): Promise<AdResponse> {
    return refusedBy(references, () =>
      this.rows.in(workspaceId, async (own) => {
        const row = await own.lock(AdRow, id, request.revision);
        const { campaignId, partnerId, programId } = request;
        const changes = changed({ campaignId, partnerId, programId });
        if (partnerId !== undefined || programId !== undefined) await refuseUnenrolled(own, { ...row, ...changes });
        return announced(own, await own.revise(AdRow, row, changes));
      }),
    );
  }

  private async externalIdTaken(workspaceId: string, externalId: string): Promise<Problem> {
    const holder = await this.rows.in(workspaceId, (own) => own.manager.findOneBy(AdRow, { workspaceId, externalId }));
    return alreadyTaken([{ path: 'externalId', value: externalId, holder: holder?.id }]);
  }
}

const announced = async (own: OwnRows, row: AdRow): Promise<AdResponse> => {
  await own.announce('whence.ad.changed.v1', row.id, toAdChanged(row));
  return toAdResponse(row);
};
