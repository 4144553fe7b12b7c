import type { ConversionId, RefundId } from './ids.js';
import type { Instant } from './time.js';

/** That a customer got back what a conversion was paid for, or a part of it. A refund never changes. */
export interface Refund {
  readonly id: RefundId;
  readonly conversionId: ConversionId;
  /** When the money was given back. */
  readonly occurredAt: Instant;
  /** Undefined where the conversion has no amount: then all of it is undone. */
  readonly stretch: RefundedStretch | undefined;
}

/**
 * Which stretch of the conversion's amount was given back. The refunds of a conversion lie one after the other, so each of
 * them says by itself what it undoes, whichever of the others have arrived.
 */
export interface RefundedStretch {
  /** Given back by this refund. */
  readonly amountMinor: bigint;
  /** Given back by this refund and by all before it. */
  readonly toDateMinor: bigint;
  readonly currency: string;
}
