import { workspaceIds } from '@whence/access';
import { VerifyAttributions } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import { MasterKeyFingerprints, PostgresUnitOfWork } from '@whence/attribution-persistence';
import { CatalogFacts } from '@whence/catalog';
import { MasterKey } from '@whence/platform/crypto';
import { Database } from '@whence/platform/postgres';
import type { Clock } from '@whence/platform/process';

import { UsageProblem, type Options } from './options.js';
import { lineOf, summaryOf } from './write-line.js';

/** Compares the record of each workspace asked for with its evidence, and says what it found; false where a record is wrong. */
export const verifyWorkspaces = async (
  { databaseUrl, masterKey, workspaceId }: Options,
  clock: Clock,
  say: (line: string) => void,
): Promise<boolean> => {
  const database = new Database({ url: databaseUrl, applicationName: 'whence-verify-attributions', connectionsMax: 1 });
  try {
    const keys = new MasterKey(masterKey);
    const fingerprints = new MasterKeyFingerprints(keys);
    const snapshots = new PostgresUnitOfWork({
      ...{ database, keys, fingerprints, clock, role: 'api' as const },
      catalogueOn: (tx) => new CatalogFacts(tx),
    });
    const verification = new VerifyAttributions(snapshots, clock);
    let isRight = true;
    for (const id of await wanted(database, workspaceId)) {
      const sum = await verification.run(id as WorkspaceId, (difference) => say(lineOf(difference)));
      say(summaryOf(id, sum));
      isRight = isRight && sum.differences.unexplained === 0;
    }
    return isRight;
  } finally {
    await database.close();
  }
};

const wanted = async (database: Database, workspaceId: string | undefined): Promise<readonly string[]> => {
  const all = await workspaceIds(database);
  if (workspaceId === undefined) return all;
  if (!all.includes(workspaceId)) throw new UsageProblem(`there is no workspace ${workspaceId}`);
  return [workspaceId];
};
