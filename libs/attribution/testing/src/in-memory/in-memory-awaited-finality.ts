import { AwaitedFinality, type FinalContact } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryAwaitedFinality extends AwaitedFinality {
  constructor(
    private readonly state: InMemoryState,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  at(now: Instant, limit: number): Promise<readonly FinalContact[]> {
    const { workspaceId } = this;
    const past = [...this.state.awaitedFinality].filter(([, finalAt]) => finalAt <= now);
    const longestPastFirst = past.sort(([, one], [, other]) => one - other);
    return Promise.resolve(longestPastFirst.slice(0, limit).map(([contactId]) => ({ workspaceId, contactId })));
  }
}
