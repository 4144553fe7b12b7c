import { compareTexts } from '../compare-texts.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { matchTypeRank } from '../touchpoint/match-type.js';

/** Why nobody is credited although there was evidence: the first refusal of the piece that would have spoken loudest. */
export const reasonForNobody = (evidence: readonly JudgedTouchpoint[]): string => {
  const loudest = [...evidence].sort(byVolume)[0];
  const refusal = loudest?.verdicts.find((verdict) => verdict.outcome === 'refused');
  return refusal?.reason ?? 'no-eligible-evidence';
};

const byVolume = (one: JudgedTouchpoint, other: JudgedTouchpoint): number =>
  matchTypeRank(one.touch.matchType) - matchTypeRank(other.touch.matchType) ||
  one.entry.enteredAt - other.entry.enteredAt ||
  compareTexts(one.touch.id, other.touch.id);
