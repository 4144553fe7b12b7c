import { wholeShareMillionths, type PartnerId } from '@whence/attribution-domain';

import type { Conversion } from '../ports/conversions.js';
import type { Redecided, Said } from './redecided.js';

/** Whom credits name; a link, an ad or a campaign may be nobody's in particular. */
export type CreditHolder = PartnerId | 'no-partner' | 'nobody';

/** How much is credited, in millionths of a conversion, now and under other terms. */
export interface CreditTally {
  readonly now: number;
  readonly then: number;
  readonly hadNothingBeenFinal: number;
}

export type CreditTallies = Readonly<Record<Conversion['type'], CreditTally>>;

const nothing: CreditTally = { now: 0, then: 0, hadNothingBeenFinal: 0 };

/** Adds what a conversion credits to whom; every conversion adds the same to each sum of all holders. */
export const tallyCredits = (
  tallies: Map<CreditHolder, CreditTallies>,
  { type, now, then, hadNothingBeenFinal }: Redecided,
): void => {
  for (const [moment, said] of Object.entries({ now, then, hadNothingBeenFinal })) {
    for (const [holder, millionths] of sharesIn(said)) {
      const known = tallies.get(holder) ?? { opening: nothing, lead: nothing, sale: nothing };
      const tally = known[type];
      const more = tally[moment as keyof CreditTally] + millionths;
      tallies.set(holder, { ...known, [type]: { ...tally, [moment]: more } });
    }
  }
};

const sharesIn = ({ credits }: Said): readonly (readonly [CreditHolder, number])[] =>
  credits.length === 0
    ? [['nobody', wholeShareMillionths]]
    : credits.map(({ partnerId, shareMillionths }) => [partnerId ?? 'no-partner', shareMillionths] as const);
