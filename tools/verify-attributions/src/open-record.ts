import { workspaceIds } from '@whence/access';
import type { Snapshots } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import { MasterKeyFingerprints, PostgresUnitOfWork } from '@whence/attribution-persistence';
import { CatalogFacts } from '@whence/catalog';
import { MasterKey } from '@whence/platform/crypto';
import { Database } from '@whence/platform/postgres';
import type { Clock } from '@whence/platform/process';

import { UsageProblem, type RecordPlace } from './record-place.js';

/** A record that can be looked at, a workspace at a time. */
export interface OpenRecord {
  readonly snapshots: Snapshots;
  /** The workspace that is named, or every one where none is. */
  readonly workspaceIds: (named: string | undefined) => Promise<readonly WorkspaceId[]>;
}

export interface Visitor {
  /** As the database lists its connections. */
  readonly applicationName: string;
  readonly clock: Clock;
}

/** Opens the record for as long as the work takes. */
export const withRecord = async <T>(
  { databaseUrl, masterKey }: RecordPlace,
  { applicationName, clock }: Visitor,
  work: (record: OpenRecord) => Promise<T>,
): Promise<T> => {
  const database = new Database({ url: databaseUrl, applicationName, connectionsMax: 1 });
  try {
    const keys = new MasterKey(masterKey);
    const snapshots = new PostgresUnitOfWork({
      ...{ database, keys, fingerprints: new MasterKeyFingerprints(keys), clock, role: 'api' as const },
      catalogueOn: (tx) => new CatalogFacts(tx),
    });
    return await work({ snapshots, workspaceIds: (named) => wanted(database, named) });
  } finally {
    await database.close();
  }
};

const wanted = async (database: Database, named: string | undefined): Promise<readonly WorkspaceId[]> => {
  const all = (await workspaceIds(database)) as readonly WorkspaceId[];
  if (named === undefined) return all;
  const found = all.filter((id) => id === named);
  if (found.length === 0) throw new UsageProblem(`there is no workspace ${named}`);
  return found;
};
