import { compareTexts } from '../compare-texts.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { matchTypeRank } from '../touchpoint/match-type.js';

/** Which of two touchpoints goes first: the one where it is negative, the other where it is positive. */
export type Order = (one: JudgedTouchpoint, other: JudgedTouchpoint) => number;

/** Partners' evidence before ads' under `partner_over_ad`, the other way round under the other. */
export const byPrecedence =
  ({ precedence }: AttributionSettings): Order =>
  (one, other) =>
    precedenceRank(one, precedence) - precedenceRank(other, precedence);

const precedenceRank = ({ touch }: JudgedTouchpoint, precedence: AttributionSettings['precedence']): number => {
  const isAd = touch.ad !== undefined && touch.link === undefined;
  return Number(precedence === 'partner_over_ad' ? isAd : !isAd);
};

/** By match type, then evidence id: never a tie, so that everybody picks alike. */
export const byMatchType: Order = (one, other) =>
  matchTypeRank(one.touch.matchType) - matchTypeRank(other.touch.matchType) ||
  compareTexts(one.touch.id, other.touch.id);
