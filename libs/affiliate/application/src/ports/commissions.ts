import type {
  ConversionId,
  PendingCommission,
  Rescheduling,
  ReversedCommission,
  StandingCommission,
} from '@whence/affiliate-domain';

export abstract class Commissions {
  /** What these conversions earned and has not been reversed. */
  abstract standingOn(conversionIds: readonly ConversionId[]): Promise<readonly StandingCommission[]>;

  /** Rejects where a commission of the same name stands already: that would count twice. */
  abstract add(commissions: readonly PendingCommission[]): Promise<void>;

  abstract reverse(commissions: readonly ReversedCommission[]): Promise<void>;

  abstract reschedule(reschedulings: readonly Rescheduling[]): Promise<void>;
}
