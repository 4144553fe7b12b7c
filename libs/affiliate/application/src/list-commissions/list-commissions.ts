import type { Commission, CommissionId, WorkspaceId } from '@whence/affiliate-domain';

import type { CommissionFilter, CommissionStatements } from '../ports/commission-statements.js';
import type { PageRequest } from '../ports/page.js';

export interface ListCommissionsQuery extends PageRequest<CommissionId>, CommissionFilter {
  readonly workspaceId: WorkspaceId;
}

/** The commissions of a workspace as they are at a moment, oldest first. */
export class ListCommissions {
  constructor(private readonly statements: CommissionStatements) {}

  run({ workspaceId, after, limit, ...filter }: ListCommissionsQuery): Promise<readonly Commission[]> {
    return this.statements.list(workspaceId, filter, { after, limit });
  }
}
