import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';

/** Somebody whose decision has come to its moment of finality. */
export interface FinalContact {
  readonly workspaceId: WorkspaceId;
  readonly contactId: ContactId;
}

/** Whose decisions are awaited to become final: from the first one on, until it was told. */
export abstract class AwaitedFinality {
  /** Contacts, of all workspaces, whose moment has come and was not told yet; the longest past first, at most so many. */
  abstract at(now: Instant, limit: number): Promise<readonly FinalContact[]>;
}
