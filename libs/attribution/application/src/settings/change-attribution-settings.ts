import type { AttributionSettings, WorkspaceId } from '@whence/attribution-domain';

import type { Clock } from '../ports/clock.js';
import type { UnitOfWork } from '../ports/stores.js';

/** Adds a version of the workspace's settings: in force for contacts first seen from now on. */
export class ChangeAttributionSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(workspaceId: WorkspaceId, wanted: Omit<AttributionSettings, 'version'>): Promise<AttributionSettings> {
    return this.unitOfWork.run(workspaceId, async ({ settings }) => {
      const latest = await settings.latest();
      const next = { ...wanted, version: latest.version + 1 };
      await settings.add(next, this.clock.now());
      return next;
    });
  }
}
