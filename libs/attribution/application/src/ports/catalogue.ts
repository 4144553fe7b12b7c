import type {
  AdFacts,
  CouponFacts,
  CampaignId,
  ChannelAccountId,
  EnrollmentFacts,
  Instant,
  LinkFacts,
  LinkId,
  PartnerId,
  WorkspaceId,
} from '@whence/attribution-domain';
import type { Channel } from '@whence/signals';

/** What attribution needs to know of links, ads, coupons and accounts; it never needs to know where that is kept. */
export abstract class Catalogue {
  /** Each name is matched exactly: `refCodes` case-sensitive, `textCodes` in canonical form. */
  abstract linksNamed(
    workspaceId: WorkspaceId,
    names: {
      readonly linkIds: readonly LinkId[];
      readonly refCodes: readonly string[];
      readonly textCodes: readonly string[];
    },
  ): Promise<readonly LinkFacts[]>;

  abstract adsNamed(workspaceId: WorkspaceId, externalIds: readonly string[]): Promise<readonly AdFacts[]>;

  /** Those whose codes have these fingerprints. */
  abstract couponsNamed(workspaceId: WorkspaceId, fingerprints: readonly string[]): Promise<readonly CouponFacts[]>;

  /** Every membership of these partners in a program. */
  abstract enrollmentsOf(
    workspaceId: WorkspaceId,
    partnerIds: readonly PartnerId[],
  ): Promise<readonly EnrollmentFacts[]>;

  /** Which of these the workspace has. */
  abstract known(
    workspaceId: WorkspaceId,
    names: { readonly partnerIds: readonly PartnerId[]; readonly campaignIds: readonly CampaignId[] },
  ): Promise<ReadonlySet<string>>;

  /**
   * When what decisions about these depend on was made and last changed, by id; a
   * membership by its partner's and its program's id, an account of a partner's by his id and its pseudonym, with a space.
   */
  abstract historyOf(workspaceId: WorkspaceId, names: EntityIds): Promise<ReadonlyMap<string, EntityHistory>>;

  abstract accountsById(workspaceId: WorkspaceId, ids: readonly ChannelAccountId[]): Promise<readonly AccountName[]>;
}

/** How a channel account is told to others. */
export interface AccountName {
  readonly id: ChannelAccountId;
  readonly channel: Channel;
  readonly handle: string;
  /** The platform's id of it, where known. */
  readonly externalId?: string;
}

/** Partners stand for their memberships and their own accounts, too. */
export interface EntityIds {
  readonly linkIds: readonly string[];
  readonly adIds: readonly string[];
  readonly couponIds: readonly string[];
  readonly partnerIds: readonly string[];
}

export interface EntityHistory {
  readonly madeAt: Instant;
  readonly changedAt: Instant;
}
