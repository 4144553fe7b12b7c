import type {
  Commission,
  CommissionId,
  CommissionStatus,
  Instant,
  PartnerId,
  StatusTotal,
  WorkspaceId,
} from '@whence/affiliate-domain';

import type { PageRequest } from './page.js';

export interface CommissionFilter {
  readonly partnerId?: PartnerId | undefined;
  /** The status at `at`. */
  readonly status?: CommissionStatus | undefined;
  readonly at: Instant;
}

/** Commissions for people to read. Each method reads one workspace at one moment. */
export abstract class CommissionStatements {
  /** Commissions as they are at `filter.at`, oldest first. */
  abstract list(
    workspaceId: WorkspaceId,
    filter: CommissionFilter,
    page: PageRequest<CommissionId>,
  ): Promise<readonly Commission[]>;

  /** Sums by status and currency at a moment; undefined where the workspace has no such partner. */
  abstract totalsOf(
    workspaceId: WorkspaceId,
    partnerId: PartnerId,
    at: Instant,
  ): Promise<readonly StatusTotal[] | undefined>;
}
