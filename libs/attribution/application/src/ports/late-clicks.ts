import type { RecentClick, WorkspaceId } from '@whence/attribution-domain';

/** A click that was kept only after the person may have written. */
export interface LateClick extends Pick<RecentClick, 'id' | 'linkId' | 'clickPart'> {
  readonly workspaceId: WorkspaceId;
}

/** Clicks of all workspaces that were kept late, until everyone they may concern was decided about anew. */
export abstract class LateClicks {
  /** At most so many, the first kept first. */
  abstract next(limit: number): Promise<readonly LateClick[]>;

  /** They are looked at no more. */
  abstract done(clicks: readonly LateClick[]): Promise<void>;
}
