import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { matchClassRank, matchTypeRank } from '../touchpoint/match-type.js';

/** The eligible touchpoint that is credited: an entry's strongest touch speaks for it. */
export const pickWinner = (
  eligible: readonly [JudgedTouchpoint, ...JudgedTouchpoint[]],
  settings: AttributionSettings,
): JudgedTouchpoint => [...eligible].sort(byCrediting(settings))[0] ?? eligible[0];

/** By class, then precedence, then the earliest entry, then match type, then evidence id: never a tie. */
const byCrediting =
  ({ precedence }: AttributionSettings) =>
  (one: JudgedTouchpoint, other: JudgedTouchpoint): number =>
    matchClassRank(one.touch.matchType) - matchClassRank(other.touch.matchType) ||
    precedenceRank(one, precedence) - precedenceRank(other, precedence) ||
    one.entry.enteredAt - other.entry.enteredAt ||
    matchTypeRank(one.touch.matchType) - matchTypeRank(other.touch.matchType) ||
    (one.touch.id < other.touch.id ? -1 : Number(one.touch.id > other.touch.id));

/** 0 goes first: whoever names a partner under `partner_over_ad`, whoever names an ad under the other. */
const precedenceRank = ({ touch }: JudgedTouchpoint, precedence: AttributionSettings['precedence']): number => {
  const isAd = touch.ad !== undefined && touch.link === undefined;
  return Number(precedence === 'partner_over_ad' ? isAd : !isAd);
};
