import { ParkedConversions, type ParkedConversion } from '@whence/attribution-application';
import type { Instant, WorkspaceId } from '@whence/attribution-domain';
import { onlyKnown } from '@whence/signals';

import type { InMemoryState } from './in-memory-state.js';

export class InMemoryParkedConversions extends ParkedConversions {
  constructor(
    private readonly state: InMemoryState,
    private readonly workspaceId: WorkspaceId,
  ) {
    super();
  }

  heardOfBy(moment: Instant, limit: number): Promise<readonly ParkedConversion[]> {
    const { workspaceId } = this;
    const parked = this.state.conversions
      .map(({ conversion }) => conversion)
      .filter(({ attribution, receivedAt }) => attribution.status === 'parked' && receivedAt <= moment);
    return Promise.resolve(
      parked
        .slice(0, limit)
        .map(({ id, contactId }) => ({ workspaceId, conversionId: id, ...onlyKnown({ contactId }) })),
    );
  }
}
