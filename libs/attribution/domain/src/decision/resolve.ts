import type { CatalogueFacts, ChannelIdentity } from '../catalogue/catalogue-facts.js';
import { creditWinner } from '../crediting/credit-winner.js';
import { pickWinner } from '../crediting/pick-winner.js';
import { isEligible, judgeEntries, type JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { formEntries } from '../entry/form-entries.js';
import { viewOpening, type OpeningView } from '../opening/opening-evidence.js';
import { finalAtOf, findOpening } from '../opening/opening.js';
import { receivedInTime } from '../opening/received-in-time.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { mergeCopies } from '../signal/merge-copies.js';
import type { SignalCopy } from '../signal/signal-copy.js';
import { matchClassOf } from '../touchpoint/match-type.js';
import { readTouchpoints } from '../touchpoint/read-touchpoints.js';
import type { Credited, Decision, DecisionFlag, Organic, Unattributed } from './decision.js';
import { reasonForNobody } from './reason-for-nobody.js';

/** All that a decision depends on: equal evidence gives an equal decision, in whatever order it came. */
export interface Evidence {
  readonly copies: readonly SignalCopy[];
  /** Identities the contact is known by. */
  readonly contact: readonly ChannelIdentity[];
  readonly facts: CatalogueFacts;
  readonly settings: AttributionSettings;
}

/** Says whence a contact came. Undefined while the person has not written. */
export const resolve = ({ copies, contact, facts, settings }: Evidence): Decision | undefined => {
  const signals = mergeCopies(receivedInTime(copies, settings));
  const opening = findOpening(signals);
  if (opening === undefined) return undefined;

  const view = viewOpening(signals, opening, settings);
  const judged = judgeEntries(formEntries(readTouchpoints(signals, facts)), view, contact);
  const answer = answerFor(
    judged.filter((judgement) => judgement.countsForOpening),
    view,
    settings,
  );
  return { ...answer, opening, finalAt: finalAtOf(opening, settings), judged, flags: flagsOf(view) };
};

type Answer =
  | Pick<Credited, 'status' | 'matchType' | 'credits'>
  | Pick<Organic, 'status'>
  | Pick<Unattributed, 'status' | 'reason'>;

const answerFor = (evidence: readonly JudgedTouchpoint[], view: OpeningView, settings: AttributionSettings): Answer => {
  const [first, ...rest] = evidence.filter(isEligible);
  if (view.businessWroteFirst && !evidence.some(isProvenAndEligible)) return nobody('business-wrote-first');
  if (view.isExistingThread && settings.existingThreads === 'unattributed') return nobody('existing-thread');
  if (first !== undefined) return { status: 'credited', ...credit([first, ...rest], settings) };
  if (evidence.length > 0) return nobody(reasonForNobody(evidence));
  return view.opening.isReadable ? { status: 'organic' } : nobody('content-unreadable');
};

const nobody = (reason: string): Answer => ({ status: 'unattributed', reason });

const isProvenAndEligible = (judgement: JudgedTouchpoint): boolean =>
  matchClassOf(judgement.touch.matchType) === 'proven' && isEligible(judgement);

const credit = (
  eligible: readonly [JudgedTouchpoint, ...JudgedTouchpoint[]],
  settings: AttributionSettings,
): Pick<Credited, 'matchType' | 'credits'> => {
  const winner = pickWinner(eligible, settings);
  return { matchType: winner.touch.matchType, credits: [creditWinner(winner)] };
};

const flagsOf = (view: OpeningView): readonly DecisionFlag[] => [
  ...(view.isExistingThread ? (['existing-thread'] as const) : []),
  ...(view.businessWroteFirst ? (['business-wrote-first'] as const) : []),
];
