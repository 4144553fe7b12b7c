import type { ContactId, Instant, LinkId, PartnerId, ProgramId, SignalCopy } from '@whence/attribution-domain';

/** A copy, and whom it tells of. */
export interface OwnedCopy {
  readonly contactId: ContactId;
  readonly copy: SignalCopy;
}

/** A signal of which something is new. */
export interface NewSignal {
  readonly contactId: ContactId;
  readonly signalKey: string;
}

/** What providers told us, kept as they told it: decisions are made from this and nothing else. */
export abstract class SignalCopies {
  /**
   * Answers the signals of which they say something new, each once. A copy that is there already stays as it is; where it turns out to
   * have been received earlier than was known, that moment holds.
   */
  abstract add(copies: readonly OwnedCopy[]): Promise<readonly NewSignal[]>;

  /**
   * What decisions about these contacts can depend on, with all copies of each signal: the earliest that name something, the earliest of the
   * rest, and those with these keys, so that what has just come is told of, however much is known already.
   */
  abstract deciding(contactIds: readonly ContactId[], newKeys: readonly string[]): Promise<readonly OwnedCopy[]>;

  /** Contacts whose evidence names one of these and of whom something is not final, in id order. */
  abstract contactsNaming(changed: ChangedNames, page: ContactPage): Promise<readonly ContactId[]>;
}

export interface ContactPage {
  /** Contacts whose decision is final by then, and every conversion, are left out. */
  readonly asOf: Instant;
  /** The last contact seen; the page starts after it. */
  readonly after?: ContactId | undefined;
  readonly limit: number;
}

/** What changed in the catalogue, by every name that evidence may know it under. */
export interface ChangedNames {
  readonly linkIds?: readonly LinkId[];
  readonly refCodes?: readonly string[];
  readonly textCodes?: readonly string[];
  readonly adIds?: readonly string[];
  /** In capitals. */
  readonly couponCodes?: readonly string[];
  readonly partnerIds?: readonly PartnerId[];
  readonly programIds?: readonly ProgramId[];
  /** As `clickNames` says them. */
  readonly clickNames?: readonly string[];
}
