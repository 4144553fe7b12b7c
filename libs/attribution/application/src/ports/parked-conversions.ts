import type { ContactId, ConversionId, Instant, WorkspaceId } from '@whence/attribution-domain';

/** A conversion that waits for its contact, or for him to write. */
export interface ParkedConversion {
  readonly workspaceId: WorkspaceId;
  readonly conversionId: ConversionId;
  /** Present where the contact is known. */
  readonly contactId?: ContactId;
}

export abstract class ParkedConversions {
  /** Conversions, of all workspaces, that were heard of by then and are parked; at most so many. */
  abstract heardOfBy(moment: Instant, limit: number): Promise<readonly ParkedConversion[]>;
}
