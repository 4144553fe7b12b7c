import type { WorkspaceId } from '@whence/affiliate-domain';

/** Refunds that undo nothing yet, because their conversion has not arrived. */
export abstract class WaitingRefunds {
  abstract count(workspaceId: WorkspaceId): Promise<number>;
}
