import type { WorkspaceId } from '@whence/affiliate-domain';

/** Conversions that cannot be paid yet, because terms they name have not arrived. */
export abstract class WaitingConversions {
  abstract count(workspaceId: WorkspaceId): Promise<number>;
}
