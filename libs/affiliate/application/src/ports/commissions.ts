import type {
  Commission,
  ConversionId,
  DueCommission,
  Instant,
  PartnerId,
  PendingCommission,
  RefundedCommission,
  Rescheduling,
  StandingCommission,
} from '@whence/affiliate-domain';

/** Which of a partner's commissions fall due: the first so many whose time has come. */
export interface FallingDue {
  readonly partnerId: PartnerId;
  readonly now: Instant;
  readonly limit: number;
}

export abstract class Commissions {
  /** What these conversions earned and is still theirs. Nothing else changes it before the unit of work ends. */
  abstract standingOn(conversionIds: readonly ConversionId[]): Promise<readonly StandingCommission[]>;

  /** Rejects where a commission of the same name stands already: that would count twice. */
  abstract add(commissions: readonly (PendingCommission | RefundedCommission)[]): Promise<void>;

  /** Keeps what is undone of commissions: all of it, or what refunds undo. */
  abstract reverse(commissions: readonly Commission[]): Promise<void>;

  abstract reschedule(reschedulings: readonly Rescheduling[]): Promise<void>;

  /**
   * Makes pending commissions due and answers them, the earliest first. It takes the partner's turn before it touches any
   * of them, and leaves for later what another unit of work is busy with: so the two never wait for each other.
   */
  abstract fallDue(which: FallingDue): Promise<readonly DueCommission[]>;
}
