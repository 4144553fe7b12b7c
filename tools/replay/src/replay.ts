import { workspaceIds } from '@whence/access';
import { quarantinedItems, replayDeliveries, replayQuarantined, type ReplayRun } from '@whence/intake';
import { Database } from '@whence/platform/postgres';
import type { Clock } from '@whence/platform/process';

import { UsageProblem, type Options, type Wanted } from './options.js';
import { lineOfItem, linesOfDeliveries, linesOfQuarantine } from './write-lines.js';

/** Sends back to be worked what was asked for, and says how much that is. */
export const replay = async (
  { databaseUrl, isDryRun, wanted }: Options,
  clock: Clock,
  say: (line: string) => void,
): Promise<void> => {
  const database = new Database({ url: databaseUrl, applicationName: 'whence-replay', connectionsMax: 1 });
  try {
    await refuseUnknownWorkspace(database, wanted);
    for (const line of await linesOf({ database, isDryRun, now: clock.now() }, wanted)) say(line);
  } finally {
    await database.close();
  }
};

/** So many items a dry run names one by one, for `--ids`. */
const namedItemsMax = 50;

const linesOf = async (run: ReplayRun, wanted: Wanted): Promise<readonly string[]> => {
  if (wanted.kind === 'deliveries') {
    return linesOfDeliveries(await replayDeliveries(run, wanted.choice), run.isDryRun);
  }
  const items = run.isDryRun ? await quarantinedItems(run, wanted.choice, namedItemsMax) : [];
  return [...items.map(lineOfItem), ...linesOfQuarantine(await replayQuarantined(run, wanted.choice), run.isDryRun)];
};

const refuseUnknownWorkspace = async (database: Database, { choice: { workspaceId } }: Wanted): Promise<void> => {
  if (workspaceId === undefined || (await workspaceIds(database)).includes(workspaceId)) return;
  throw new UsageProblem(`there is no workspace ${workspaceId}`);
};
