import type { ConversionId, Refund } from '@whence/affiliate-domain';

/** Refunds, whether or not their conversion has arrived. */
export abstract class Refunds {
  /** Answers false where that refund is known already: it stays as it is. */
  abstract add(refund: Refund): Promise<boolean>;

  /** Those of these conversions. */
  abstract of(conversionIds: readonly ConversionId[]): Promise<readonly Refund[]>;
}
