import { Catalogue, type AccountName, type EntityHistory } from '@whence/attribution-application';
import type { AdFacts, CouponFacts, EnrollmentFacts, LinkFacts, WorkspaceId } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryCatalogue extends Catalogue {
  constructor(private readonly state: InMemoryState) {
    super();
  }

  linksNamed(
    _workspaceId: WorkspaceId,
    names: {
      readonly linkIds: readonly string[];
      readonly refCodes: readonly string[];
      readonly textCodes: readonly string[];
    },
  ): Promise<readonly LinkFacts[]> {
    const { linkIds, refCodes, textCodes } = names;
    return Promise.resolve(
      this.state.links.filter(
        ({ id, refCode, textCode }) =>
          linkIds.includes(id) || refCodes.includes(refCode) || textCodes.includes(textCode),
      ),
    );
  }

  adsNamed(_workspaceId: WorkspaceId, externalIds: readonly string[]): Promise<readonly AdFacts[]> {
    return Promise.resolve(this.state.ads.filter((ad) => externalIds.includes(ad.externalId)));
  }

  couponsNamed(_workspaceId: WorkspaceId, fingerprints: readonly string[]): Promise<readonly CouponFacts[]> {
    return Promise.resolve(this.state.coupons.filter(({ codeFingerprint }) => fingerprints.includes(codeFingerprint)));
  }

  enrollmentsOf(_workspaceId: WorkspaceId, partnerIds: readonly string[]): Promise<readonly EnrollmentFacts[]> {
    return Promise.resolve(this.state.enrollments.filter(({ partnerId }) => partnerIds.includes(partnerId)));
  }

  known(
    _workspaceId: WorkspaceId,
    { partnerIds, campaignIds }: { readonly partnerIds: readonly string[]; readonly campaignIds: readonly string[] },
  ): Promise<ReadonlySet<string>> {
    const partners = [...this.state.links, ...this.state.enrollments].flatMap(({ partnerId }) => partnerId ?? []);
    const campaigns = [...this.state.links.flatMap(({ campaignId }) => campaignId ?? []), ...this.state.campaignIds];
    const asked = new Set<string>([...partnerIds, ...campaignIds]);
    return Promise.resolve(new Set([...partners, ...campaigns].filter((id) => asked.has(id))));
  }

  historyOf(): Promise<ReadonlyMap<string, EntityHistory>> {
    return Promise.resolve(this.state.history);
  }

  accountsById(_workspaceId: WorkspaceId, ids: readonly string[]): Promise<readonly AccountName[]> {
    return Promise.resolve(this.state.accounts.filter((account) => ids.includes(account.id)));
  }
}
