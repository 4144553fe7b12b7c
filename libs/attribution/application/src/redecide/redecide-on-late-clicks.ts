import type { WorkspaceId } from '@whence/attribution-domain';

import { inEachWorkspace } from '../in-each-workspace.js';
import { namesOfClicks } from '../ports/guesses.js';
import type { LateClick, LateClicks } from '../ports/late-clicks.js';
import type { UnitOfWork } from '../ports/stores.js';
import type { RedecideOnCatalogueChange } from './redecide-on-catalogue-change.js';

const clicksTogetherMax = 500;

export interface RedecideOnLateClicksOutcome {
  readonly lookedAt: number;
  /** Whether there may be more to do at once. */
  readonly isFinished: boolean;
}

/**
 * Decides anew about everyone whose evidence names a click that was not known when it was decided about: the click tells
 * when the link was followed, and by whom (adr/0037).
 */
export class RedecideOnLateClicks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: LateClicks,
    private readonly redecide: RedecideOnCatalogueChange,
  ) {}

  async run(): Promise<RedecideOnLateClicksOutcome> {
    const clicks = await this.queue.next(clicksTogetherMax);
    const lookedAt = await inEachWorkspace(clicks, (workspaceId, together) => this.redecideOn(workspaceId, together));
    return { lookedAt, isFinished: lookedAt === 0 };
  }

  private async redecideOn(workspaceId: WorkspaceId, clicks: readonly LateClick[]): Promise<number> {
    const names = await this.namesOf(workspaceId, clicks);
    if (names.length > 0) await this.redecide.run(workspaceId, { clickNames: names }, 'click-became-known');
    await this.queue.done(clicks);
    return clicks.length;
  }

  private async namesOf(workspaceId: WorkspaceId, clicks: readonly LateClick[]): Promise<readonly string[]> {
    const linkIds = [...new Set(clicks.map(({ linkId }) => linkId))];
    const links = await this.unitOfWork.run(workspaceId, ({ catalogue }) =>
      catalogue.linksNamed(workspaceId, { linkIds, refCodes: [], textCodes: [] }),
    );
    return namesOfClicks(clicks, links).flat();
  }
}
