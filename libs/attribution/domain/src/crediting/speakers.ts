import { compareTexts } from '../compare-texts.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { byMatchType, byPrecedence, type Order } from '../model/precedence.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { matchClassRank, matchTypeRank } from '../touchpoint/match-type.js';

/**
 * For each entry the touchpoint that speaks for it, the strongest of those that are eligible; earliest entry first. The
 * touchpoints of one entry are given together, as they were judged.
 */
export const speakersOf = (
  eligible: readonly JudgedTouchpoint[],
  settings: AttributionSettings,
): readonly JudgedTouchpoint[] => {
  const isLouder = byVoice(settings);
  const speakers: JudgedTouchpoint[] = [];
  for (const judged of eligible) {
    const loudest = speakers.at(-1);
    if (loudest?.entry !== judged.entry) speakers.push(judged);
    else if (isLouder(judged, loudest) < 0) speakers[speakers.length - 1] = judged;
  }
  return speakers.sort(byEntering);
};

/** Whatever was proven silences what was typed, and both silence what was inferred. */
export const strongestClassOf = (speakers: readonly JudgedTouchpoint[]): readonly JudgedTouchpoint[] => {
  let strongest: JudgedTouchpoint[] = [];
  let rank = Infinity;
  for (const speaker of speakers) {
    const ownRank = classRank(speaker);
    if (ownRank < rank) strongest = [];
    rank = Math.min(rank, ownRank);
    if (ownRank === rank) strongest.push(speaker);
  }
  return strongest;
};

const classRank = ({ touch }: JudgedTouchpoint): number => matchClassRank(touch.matchType);

const byVoice = (settings: AttributionSettings): Order => {
  const inPrecedence = byPrecedence(settings);
  return (one, other) =>
    matchTypeRank(one.touch.matchType) - matchTypeRank(other.touch.matchType) ||
    inPrecedence(one, other) ||
    one.touch.enteredAt - other.touch.enteredAt ||
    byMatchType(one, other);
};

const byEntering = (one: JudgedTouchpoint, other: JudgedTouchpoint): number =>
  one.entry.enteredAt - other.entry.enteredAt || compareTexts(one.entry.id, other.entry.id);
