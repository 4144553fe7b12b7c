import type { ContactId, LinkId, PartnerId, ProgramId, SignalCopy } from '@whence/attribution-domain';

/** What providers told us, kept as they told it: decisions are made from this and nothing else. */
export abstract class SignalCopies {
  /**
   * Answers how many of them say something new. A copy that is there already stays as it is; where it turns out to have
   * been received earlier than was known, that moment holds.
   */
  abstract add(contactId: ContactId, copies: readonly SignalCopy[]): Promise<number>;

  /** What a decision can depend on: everything that names something, and the earliest of the rest. */
  abstract deciding(contactId: ContactId): Promise<readonly SignalCopy[]>;

  /** Contacts whose evidence names one of these, in id order. */
  abstract contactsNaming(changed: ChangedNames): Promise<readonly ContactId[]>;
}

/** What changed in the catalogue, by every name that evidence may know it under. */
export interface ChangedNames {
  readonly linkIds?: readonly LinkId[];
  readonly refCodes?: readonly string[];
  readonly textCodes?: readonly string[];
  readonly adIds?: readonly string[];
  readonly partnerIds?: readonly PartnerId[];
  readonly programIds?: readonly ProgramId[];
}
