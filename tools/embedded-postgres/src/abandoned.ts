import { rmSync } from 'node:fs';

import { ownerUrl } from './connection.js';
import { AlreadyRunning, takeLauncherLock } from './launcher-lock.js';
import { runningPostmaster, stopPostmaster } from './postmaster.js';
import { prepareSite } from './site.js';

/** Stops the server of a throw-away folder and removes the folder, unless a living process still looks after it. */
export const removeIfAbandoned = async (directory: string): Promise<void> => {
  const site = prepareSite(directory, () => undefined);
  const server = runningPostmaster(site.data);
  if (server !== undefined) {
    try {
      const lock = await takeLauncherLock(ownerUrl(site, server.port, 'postgres'), directory, 0);
      await lock.end();
    } catch (error) {
      if (error instanceof AlreadyRunning) return;
      throw error;
    }
    await stopPostmaster(site);
  }
  rmSync(directory, { recursive: true, force: true });
};
