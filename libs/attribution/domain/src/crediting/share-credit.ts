import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { models } from '../model/models.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { matchTypeRank, type MatchType } from '../touchpoint/match-type.js';
import { creditEntry } from './credit-entry.js';
import { contentOfCredits, type Credit } from './credit.js';
import { shareOut } from './share-out.js';
import { speakersOf, strongestClassOf } from './speakers.js';

/** The credit as it was shared out, the largest share first; the match type is that share's. */
export interface SharedCredit {
  readonly matchType: MatchType;
  readonly credits: readonly [Credit, ...Credit[]];
}

/** Shares the credit among eligible entries as the model says; undefined where the model considers none of them. */
export const shareCredit = (
  eligible: readonly JudgedTouchpoint[],
  settings: AttributionSettings,
): SharedCredit | undefined => {
  const model = models[settings.model];
  const speakers = strongestClassOf(speakersOf(eligible, settings).filter((speaker) => model.considers(speaker)));
  if (speakers.length === 0) return undefined;

  const earned = unite(earnedBy(speakers, shareOut(model.weigh(speakers, settings)))).sort(byShare);
  const [largest] = earned;
  if (largest === undefined) return undefined;
  return { matchType: largest.matchType, credits: earned.map(({ credit }) => credit) as [Credit, ...Credit[]] };
};

interface Earned {
  readonly credit: Credit;
  readonly matchType: MatchType;
}

/** A share of nothing is no credit. */
const earnedBy = (speakers: readonly JudgedTouchpoint[], sharesMillionths: readonly number[]): Earned[] => {
  const earned: Earned[] = [];
  for (const [place, speaker] of speakers.entries()) {
    const share = sharesMillionths[place] ?? 0;
    if (share > 0) earned.push({ credit: creditEntry(speaker, share), matchType: speaker.touch.matchType });
  }
  return earned;
};

/** Whoever was touched twice by the same link has one credit with both shares (adr/0031). */
const unite = (earned: Earned[]): Earned[] => {
  if (earned.length === 1) return earned;
  const united = new Map<string, Earned>();
  for (const one of earned) {
    const names = contentOfCredits([{ ...one.credit, shareMillionths: 0 }]);
    const known = united.get(names);
    united.set(names, known === undefined ? one : both(known, one));
  }
  return [...united.values()];
};

const both = (known: Earned, one: Earned): Earned => ({
  credit: { ...known.credit, shareMillionths: known.credit.shareMillionths + one.credit.shareMillionths },
  matchType: matchTypeRank(one.matchType) < matchTypeRank(known.matchType) ? one.matchType : known.matchType,
});

/** Equal shares stay in the order of their entries. */
const byShare = (one: Earned, other: Earned): number => other.credit.shareMillionths - one.credit.shareMillionths;
