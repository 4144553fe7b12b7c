/** A delivery that one worker holds for a while. */
export interface ClaimedDelivery {
  readonly inboxId: string;
  /** Which claim this is, from 1: a later claim, or a replay, makes this one void. */
  readonly claim: number;
  readonly workspaceId: string;
  readonly connectionId: string;
  /** Sealed, as stored. */
  readonly body: Buffer;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  /** Attempts that failed for a reason that will not pass by itself. */
  readonly attempts: number;
  /** It has been worked off before, and was sent back. */
  readonly isReplay: boolean;
}

/** A part of a delivery, or all of it, that could not be taken. */
export interface KeptAside {
  /** Where in the payload or in its signals; empty for the whole delivery. */
  readonly path: string;
  /** Stable kebab-case reason. */
  readonly reason: string;
  /** The account that nobody has registered, as `referenceName` writes it. */
  readonly accountReference?: string;
  /** The kind of error, for whoever looks into it; never content. */
  readonly cause?: string;
}
