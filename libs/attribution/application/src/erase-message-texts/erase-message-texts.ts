import type { Instant } from '@whence/attribution-domain';

import type { OutdatedTexts } from '../ports/outdated-texts.js';

export interface EraseMessageTextsCommand {
  readonly now: Instant;
}

export interface EraseMessageTextsOutcome {
  readonly erased: number;
  /** Whether there may be more whose time has come. */
  readonly isFinished: boolean;
}

export const textsTogetherMax = 500;

/** What a person wrote is kept for as long as the program said, and not a look at the clock longer. */
export class EraseMessageTexts {
  constructor(private readonly outdatedTexts: OutdatedTexts) {}

  async run({ now }: EraseMessageTextsCommand): Promise<EraseMessageTextsOutcome> {
    const erased = await this.outdatedTexts.erase(now, textsTogetherMax);
    return { erased, isFinished: erased < textsTogetherMax };
  }
}
