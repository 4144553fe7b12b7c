import type { ListQuery, Page } from '@whence/platform/http';

import { endOf } from '../fields/activity.js';
import { changed } from '../fields/kept.response.js';
import type { CatalogRows } from '../rows/catalog-rows.js';
import type { OwnRows } from '../rows/own-rows.js';
import type { PartnerIdentities } from './partner-identities.js';
import type { AddPartnerIdentityRequest, ChangePartnerRequest, CreatePartnerRequest } from './partner.request.js';
import { toPartnerChanged, toPartnerResponse, type PartnerResponse } from './partner.response.js';
import { PartnerRow } from './partner.row.js';

/** Who earns: affiliates, influencers, creators, agencies. */
export class Partners {
  constructor(
    private readonly rows: CatalogRows,
    private readonly identities: PartnerIdentities,
  ) {}

  create(workspaceId: string, { name, kind }: CreatePartnerRequest): Promise<PartnerResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.add(PartnerRow, 'prt', { name, kind: kind ?? null, status: 'active', endedAt: null });
      return this.announced(own, row);
    });
  }

  list(workspaceId: string, query: ListQuery): Promise<Page<PartnerResponse>> {
    return this.rows.in(workspaceId, async (own) => {
      const { items, nextCursor } = await own.page(PartnerRow, query);
      const identities = await this.identities.of(own, items);
      return { items: items.map((row) => toPartnerResponse(row, identities.get(row.id) ?? [])), nextCursor };
    });
  }

  find(workspaceId: string, id: string): Promise<PartnerResponse> {
    return this.rows.in(workspaceId, async (own) => this.toResponse(own, await own.find(PartnerRow, id)));
  }

  change(workspaceId: string, id: string, request: ChangePartnerRequest): Promise<PartnerResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.lock(PartnerRow, id, request.revision);
      const { name, kind, status = row.status } = request;
      const endedAt = endOf(status, row.endedAt, own.at);
      return this.announced(own, await own.revise(PartnerRow, row, changed({ name, kind, status, endedAt })));
    });
  }

  /** Adding what is there already changes nothing. */
  addIdentity(workspaceId: string, id: string, identity: AddPartnerIdentityRequest): Promise<PartnerResponse> {
    return this.rows.in(workspaceId, async (own) => {
      const row = await own.lock(PartnerRow, id);
      const isNew = await this.identities.add(own, id, identity);
      return isNew ? this.announced(own, await own.revise(PartnerRow, row, {})) : this.toResponse(own, row);
    });
  }

  private async announced(own: OwnRows, row: PartnerRow): Promise<PartnerResponse> {
    await own.announce('whence.partner.changed.v1', row.id, toPartnerChanged(row));
    return this.toResponse(own, row);
  }

  private async toResponse(own: OwnRows, row: PartnerRow): Promise<PartnerResponse> {
    const identities = await this.identities.of(own, [row]);
    return toPartnerResponse(row, identities.get(row.id) ?? []);
  }
}
