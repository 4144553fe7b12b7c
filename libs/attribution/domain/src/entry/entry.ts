import type { EntryId } from '../ids.js';
import type { Instant } from '../time.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';

/** Touchpoints that tell of one arrival. Never empty. */
export interface Entry {
  readonly id: EntryId;
  /** The earliest of its touches. */
  readonly enteredAt: Instant;
  /** Earliest first. */
  readonly touches: readonly [Touchpoint, ...Touchpoint[]];
}
