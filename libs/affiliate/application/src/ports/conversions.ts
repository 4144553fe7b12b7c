import type { AttributedConversion, ContactId, ConversionId, Instant, TermsKey } from '@whence/affiliate-domain';

/**
 * Conversions as they are attributed now. Locks hold until the unit of work ends and are taken in one order (the
 * conversion, the terms it names, contacts in id order), so that units of work wait for each other and never in a circle.
 */
export abstract class Conversions {
  /** The version that is known, if any. No other unit of work takes this conversion meanwhile. */
  abstract lockLatest(id: ConversionId): Promise<AttributedConversion | undefined>;

  /**
   * Keeps a conversion in place of its version before. The terms it names cannot be added meanwhile: whoever adds them
   * later finds this conversion waiting, and none is forgotten between the two.
   */
  abstract put(conversion: AttributedConversion): Promise<void>;

  /** All conversions of these contacts. No other unit of work revises these contacts meanwhile. */
  abstract lockOfContacts(ids: readonly ContactId[]): Promise<readonly AttributedConversion[]>;

  /** Keeps which of these conversions wait for terms, and since when; the others wait no longer. */
  abstract keepWaiting(conversions: {
    readonly of: readonly ConversionId[];
    readonly waiting: readonly ConversionId[];
    readonly since: Instant;
  }): Promise<void>;

  /** Contacts with a conversion that waits for these terms, in id order. */
  abstract contactsWaitingFor(terms: TermsKey): Promise<readonly ContactId[]>;
}
