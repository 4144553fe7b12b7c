import type { Instant } from '@whence/attribution-domain';

/** Message texts that were kept for as long as they may be, in every workspace. */
export abstract class OutdatedTexts {
  /** Erases those whose `keptUntil` has come, at most `limit` of them; answers how many. */
  abstract erase(moment: Instant, limit: number): Promise<number>;
}
