import type { ConversionId, Instant, RefundId } from '@whence/attribution-domain';

import type { Money } from './conversions.js';

/** Money that a customer got back of one conversion; it never changes. */
export interface Refund {
  readonly id: RefundId;
  /** The tenant's own id of it, unique in the workspace. */
  readonly externalId: string;
  readonly conversionId: ConversionId;
  /** Absent where the conversion has no amount: then all of it is undone. */
  readonly part?: RefundedPart;
  readonly occurredAt: Instant;
}

/** What one refund gave back, and what it and all refunds before it did. */
export interface RefundedPart {
  readonly amount: Money;
  readonly refundedToDate: Money;
}

export abstract class Refunds {
  /** Of one conversion, in the order they were recorded. Whoever asks holds the conversion to the end of his transaction. */
  abstract lockOf(conversionId: ConversionId): Promise<readonly Refund[]>;

  abstract byExternalId(
    externalId: string,
  ): Promise<{ readonly refund: Refund; readonly fingerprint: string } | undefined>;

  /** False where the external id is taken. */
  abstract add(refund: Refund, fingerprint: string): Promise<boolean>;
}
