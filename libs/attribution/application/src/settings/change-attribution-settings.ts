import type { AttributionSettings, WorkspaceId } from '@whence/attribution-domain';

import type { Clock } from '../ports/clock.js';
import type { UnitOfWork } from '../ports/stores.js';

const attemptsMax = 20;

/** Every version number that was tried had been taken by somebody else in the meantime. */
export class ContendedSettingsViolation extends Error {
  constructor() {
    super('the settings change faster than a version can be added');
    this.name = 'ContendedSettingsViolation';
  }
}

/** Adds a version of the workspace's settings: in force for contacts first seen from now on. */
export class ChangeAttributionSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(workspaceId: WorkspaceId, wanted: Omit<AttributionSettings, 'version'>): Promise<AttributionSettings> {
    return this.unitOfWork.run(workspaceId, async ({ settings }) => {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        const latest = await settings.latest();
        const next = { ...wanted, version: latest.version + 1 };
        // Whoever lost the race for a version number finds the winner's version and takes the one after it.
        if (await settings.add(next, this.clock.now())) return next;
      }
      throw new ContendedSettingsViolation();
    });
  }
}
