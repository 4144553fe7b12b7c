import type { Database } from '@whence/platform/postgres';
import type { BacklogCount } from '@whence/platform/process';
import type { Provider } from '@whence/signals';

import { Claims } from './store/claims.js';
import { Quarantine } from './store/quarantine.js';

/** What is left of one provider's deliveries, in whatever process they are worked off. */
export interface IntakeBacklog {
  readonly inbox: BacklogCount;
  readonly quarantined: BacklogCount;
}

export const intakeBacklog = (database: Database, provider: Provider): IntakeBacklog => {
  const claims = new Claims(database, provider);
  const quarantine = new Quarantine(database, provider);
  return {
    inbox: (workspaceId) => claims.waiting(workspaceId),
    quarantined: (workspaceId) => quarantine.waiting(workspaceId),
  };
};
