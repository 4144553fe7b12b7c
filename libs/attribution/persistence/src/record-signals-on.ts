import { RecordSignals, type Catalogue, type Clock } from '@whence/attribution-application';
import type { MasterKey } from '@whence/platform/crypto';
import type { Database, Transaction } from '@whence/platform/postgres';

import { PostgresUnitOfWork } from './postgres-unit-of-work.js';
import { MasterKeyFingerprints } from './stores/master-key-fingerprints.js';
import { languageOf } from './texts/language-of.js';

export interface RecordSignalsOn {
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
  readonly catalogueOn: (tx: Transaction) => Catalogue;
}

/** `RecordSignals` as background work on PostgreSQL: what every channel's worker hands its signals to. */
export const recordSignalsOn = ({ database, keys, clock, catalogueOn }: RecordSignalsOn): RecordSignals => {
  const fingerprints = new MasterKeyFingerprints(keys);
  const unitOfWork = new PostgresUnitOfWork({ database, role: 'worker', keys, fingerprints, clock, catalogueOn });
  return new RecordSignals(unitOfWork, clock, { fingerprints, languageOf });
};
