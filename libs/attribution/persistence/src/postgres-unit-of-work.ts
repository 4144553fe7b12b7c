import {
  UnitOfWork,
  type Catalogue,
  type Clock,
  type Fingerprints,
  type Records,
  type Snapshots,
  type Stores,
} from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import { apiScope, workerScope, type Database, type Scope, type Transaction } from '@whence/platform/postgres';

import { OutboxAnnouncements } from './stores/outbox-announcements.js';
import { PostgresClicks } from './stores/postgres-clicks.js';
import { PostgresContactJoins } from './stores/postgres-contact-joins.js';
import { PostgresContacts } from './stores/postgres-contacts.js';
import { PostgresConversions } from './stores/postgres-conversions.js';
import { PostgresDecisions } from './stores/postgres-decisions.js';
import { PostgresGuesses } from './stores/postgres-guesses.js';
import { PostgresMessageTexts } from './stores/postgres-message-texts.js';
import { PostgresOverrides } from './stores/postgres-overrides.js';
import { PostgresRecords } from './stores/postgres-records.js';
import { PostgresRefunds } from './stores/postgres-refunds.js';
import { PostgresSettingsVersions } from './stores/postgres-settings-versions.js';
import { PostgresSignalCopies } from './stores/postgres-signal-copies.js';

export interface PostgresUnitOfWorkOptions {
  readonly database: Database;
  /** `api` for requests on behalf of one workspace, `worker` for background work. */
  readonly role: Scope['role'];
  readonly keys: MasterKey;
  readonly fingerprints: Fingerprints;
  readonly clock: Clock;
  /** The catalogue as seen from inside the transaction: no second connection is taken. */
  readonly catalogueOn: (tx: Transaction) => Catalogue;
}

/** One PostgreSQL transaction, or one look, and the stores that work in it. */
export class PostgresUnitOfWork extends UnitOfWork implements Snapshots {
  constructor(private readonly options: PostgresUnitOfWorkOptions) {
    super();
  }

  async run<T>(workspaceId: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.options.database.inTransaction(this.scopeOf(workspaceId), async (tx) => {
      await this.joinWriters(tx, workspaceId);
      return work(this.storesOn(tx, workspaceId));
    });
  }

  async look<T>(workspaceId: WorkspaceId, look: (stores: Stores, records: Records) => Promise<T>): Promise<T> {
    return this.options.database.inSnapshot(this.scopeOf(workspaceId), (tx) =>
      look(this.storesOn(tx, workspaceId), new PostgresRecords(tx, workspaceId, this.options.keys)),
    );
  }

  async afterThoseUnderWay(workspaceId: WorkspaceId): Promise<void> {
    await this.options.database.inTransaction(this.scopeOf(workspaceId), (tx) =>
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [writersOf(workspaceId)]),
    );
  }

  private async joinWriters(tx: Transaction, workspaceId: WorkspaceId): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [writersOf(workspaceId)]);
  }

  private storesOn(tx: Transaction, workspaceId: WorkspaceId): Stores {
    const { keys, fingerprints, clock, catalogueOn } = this.options;
    return {
      contacts: new PostgresContacts(tx, workspaceId, keys),
      contactJoins: new PostgresContactJoins(tx, workspaceId),
      signalCopies: new PostgresSignalCopies(tx, workspaceId, fingerprints),
      clicks: new PostgresClicks(tx, workspaceId),
      decisions: new PostgresDecisions(tx, workspaceId, fingerprints),
      guesses: new PostgresGuesses(tx, workspaceId),
      conversions: new PostgresConversions(tx, workspaceId, { keys, clock }),
      refunds: new PostgresRefunds(tx, workspaceId),
      overrides: new PostgresOverrides(tx, workspaceId),
      messageTexts: new PostgresMessageTexts(tx, workspaceId, keys),
      settings: new PostgresSettingsVersions(tx, workspaceId),
      catalogue: catalogueOn(tx),
      announcements: new OutboxAnnouncements(tx),
    };
  }

  private scopeOf(workspaceId: WorkspaceId): Scope {
    return this.options.role === 'api' ? apiScope(workspaceId) : workerScope(workspaceId);
  }
}

/** Writers share this lock; whoever must know that they are done takes it alone. Each transaction, not each session. */
const writersOf = (workspaceId: WorkspaceId): string => `attribution writers ${workspaceId}`;
