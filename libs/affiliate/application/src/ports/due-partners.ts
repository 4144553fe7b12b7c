import type { Instant, PartnerId, WorkspaceId } from '@whence/affiliate-domain';

/** Whose commissions have come to their time. */
export interface DuePartner {
  readonly workspaceId: WorkspaceId;
  readonly partnerId: PartnerId;
}

export abstract class DuePartners {
  /** Partners, of all workspaces, with a commission that is pending although its time has come; at most so many. */
  abstract at(now: Instant, limit: number): Promise<readonly DuePartner[]>;
}
