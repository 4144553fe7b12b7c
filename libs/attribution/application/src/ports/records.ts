import type { ContactId, Instant, TouchpointId, Verdict, WorkspaceId } from '@whence/attribution-domain';

import type { KnownContact } from './contacts.js';
import type { Stores } from './stores.js';

/** A touchpoint as it was kept, with what it names by id. */
export interface RecordedTouchpoint {
  readonly contactId: ContactId;
  readonly id: TouchpointId;
  readonly entryId: string;
  readonly matchType: string;
  readonly enteredAt: Instant;
  readonly clickedAt?: Instant;
  readonly linkId?: string;
  readonly adId?: string;
  readonly verdicts: readonly Verdict[];
}

/** What is on record of a workspace, for going through all of it. Nobody is locked, and nothing is changed. */
export abstract class Records {
  /** In id order, from the one after `after`. */
  abstract contacts(page: {
    readonly after: ContactId | undefined;
    readonly limit: number;
  }): Promise<readonly KnownContact[]>;

  abstract touchpointsOf(contactIds: readonly ContactId[]): Promise<readonly RecordedTouchpoint[]>;

  /** Those of whom more touches are known than decisions are made from: what they came to is not all read again. */
  abstract beyondReading(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>>;

  /** When each was last joined with another contact, or taken apart from one. */
  abstract regroupedAt(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Instant>>;
}

/** Looks at a workspace as it is at one moment. Whatever writes meanwhile is not waited for, and not seen. */
export abstract class Snapshots {
  /** The stores can be read only. */
  abstract look<T>(workspaceId: WorkspaceId, look: (stores: Stores, records: Records) => Promise<T>): Promise<T>;
}
