import { shareCredit } from '../crediting/share-credit.js';
import { isEligible, type JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { OpeningView } from '../opening/opening-evidence.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { matchClassOf } from '../touchpoint/match-type.js';
import type { Credited, Organic, Unattributed } from './decision.js';
import { reasonForNobody } from './reason-for-nobody.js';

/** A decision without what it was made from. */
export type Answer =
  | Pick<Credited, 'status' | 'matchType' | 'credits'>
  | Pick<Organic, 'status' | 'matchType'>
  | Pick<Unattributed, 'status' | 'reason'>;

/** What the evidence comes to, once every rule has judged it. */
export const answerFrom = (
  judged: readonly JudgedTouchpoint[],
  view: OpeningView,
  settings: AttributionSettings,
): Answer => {
  const evidence = judged.filter(({ counts }) => counts);
  if (view.businessWroteFirst && !evidence.some(isProvenAndEligible)) return nobody('business-wrote-first');
  if (!view.isExistingThread || settings.existingThreads === 'credit') return answerTo(evidence, view, settings);

  const sinceOpening = evidence.filter(({ countsForOpening }) => !countsForOpening);
  return sinceOpening.length === 0 ? nobody('existing-thread') : answerTo(sinceOpening, view, settings);
};

const answerTo = (evidence: readonly JudgedTouchpoint[], view: OpeningView, settings: AttributionSettings): Answer => {
  const shared = shareCredit(evidence.filter(isEligible), settings);
  if (shared !== undefined) return { status: 'credited', matchType: shared.matchType, credits: shared.credits };
  if (evidence.length > 0) return nobody(reasonForNobody(evidence));
  return view.opening.isReadable ? { status: 'organic' } : nobody('content-unreadable');
};

const nobody = (reason: string): Answer => ({ status: 'unattributed', reason });

const isProvenAndEligible = (judgement: JudgedTouchpoint): boolean =>
  matchClassOf(judgement.touch.matchType) === 'proven' && isEligible(judgement);
