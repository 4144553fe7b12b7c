import type { AdFacts, ChannelAccountId, LinkFacts, LinkId, WorkspaceId } from '@whence/attribution-domain';

/** What attribution needs to know of links, ads and accounts; it never needs to know where that is kept. */
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

  abstract accountsById(workspaceId: WorkspaceId, ids: readonly ChannelAccountId[]): Promise<readonly AccountName[]>;
}

/** How a channel account is told to others. */
export interface AccountName {
  readonly id: ChannelAccountId;
  readonly handle: string;
  /** The platform's id of it, where known. */
  readonly externalId?: string;
}
