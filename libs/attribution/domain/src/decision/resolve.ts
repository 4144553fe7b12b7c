import type { CatalogueFacts, ChannelIdentity } from '../catalogue/catalogue-facts.js';
import { judgeEntries } from '../eligibility/judge-entries.js';
import { models } from '../model/models.js';
import { viewOpening, type OpeningView } from '../opening/opening-evidence.js';
import { conversionFinalAtOf, finalAtOf, findOpening } from '../opening/opening.js';
import { receivedBefore, receivedInTime } from '../opening/received-in-time.js';
import { entriesFor, type ConversionTimes, type Subject } from '../opening/subject.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { mergeCopies } from '../signal/merge-copies.js';
import type { Signal, SignalCopy } from '../signal/signal-copy.js';
import type { Instant } from '../time.js';
import { readGivenCoupons, type GivenCoupon } from '../touchpoint/read-coupons.js';
import { readTouchpoints } from '../touchpoint/read-touchpoints.js';
import { answerFrom, type Answer } from './answer.js';
import type { Decision, DecisionFlag } from './decision.js';

/** All that a decision depends on: equal evidence gives an equal decision, in whatever order it came. */
export interface Evidence {
  readonly copies: readonly SignalCopy[];
  /** Identities the contact is known by. */
  readonly contact: readonly ChannelIdentity[];
  readonly facts: CatalogueFacts;
  readonly settings: AttributionSettings;
  /** Coupons that the tenant gave with the contact's conversions. */
  readonly givenCoupons?: readonly GivenCoupon[];
}

/** Says whence a contact came. Undefined while the person has not written. */
export const resolve = (evidence: Evidence): Decision | undefined => {
  const signals = mergeCopies(receivedInTime(evidence.copies, evidence.settings));
  const opening = findOpening(signals);
  if (opening === undefined) return undefined;

  const view = viewOpening(signals, opening, evidence.settings);
  return judge(signals, { subject: { view }, finalAt: finalAtOf(opening, evidence.settings) }, evidence);
};

/**
 * Says who brought a contact to one conversion. Under a model that asks once it is whoever brought the contact; under the
 * others the conversion is decided by itself, and is heard about until it is final itself (adr/0030).
 */
export const resolveConversion = (evidence: Evidence, conversion: ConversionTimes): Decision | undefined => {
  const { copies, settings } = evidence;
  if (models[settings.model].subject === 'contact') return resolve(evidence);
  const atOpening = mergeCopies(receivedInTime(copies, settings));
  const opening = findOpening(atOpening);
  if (opening === undefined) return undefined;

  const view = viewOpening(atOpening, opening, settings);
  const finalAt = conversionFinalAtOf(conversion, opening, settings);
  return judge(mergeCopies(receivedBefore(copies, finalAt)), { subject: { view, conversion }, finalAt }, evidence);
};

/** What is asked, and until when it may be answered otherwise. */
interface Question {
  readonly subject: Subject;
  readonly finalAt: Instant;
}

const judge = (
  signals: readonly Signal[],
  { subject, finalAt }: Question,
  { contact, facts, settings, givenCoupons = [] }: Evidence,
): Decision => {
  const { view } = subject;
  const given = givenCoupons.filter(({ receivedAt }) => receivedAt < finalAt);
  const touches = readTouchpoints(signals, facts).concat(readGivenCoupons(given, facts));
  const judged = judgeEntries(entriesFor(touches, subject), subject, contact);
  const basis = { opening: view.opening, finalAt, judged, flags: flagsOf(view) };
  return decide(answerFrom(judged, view, settings), basis);
};

/** Member by member: to spread an answer, of which there are several shapes, takes longer than to judge the touchpoints. */
const decide = (answer: Answer, { opening, finalAt, judged, flags }: Basis): Decision => {
  switch (answer.status) {
    case 'credited':
      return {
        status: 'credited',
        matchType: answer.matchType,
        credits: answer.credits,
        opening,
        finalAt,
        judged,
        flags,
      };
    case 'organic':
      return { status: 'organic', opening, finalAt, judged, flags };
    case 'unattributed':
      return { status: 'unattributed', reason: answer.reason, opening, finalAt, judged, flags };
  }
};

type Basis = Pick<Decision, 'opening' | 'finalAt' | 'judged' | 'flags'>;

const flagsOf = (view: OpeningView): readonly DecisionFlag[] => {
  const flags: DecisionFlag[] = [];
  if (view.isExistingThread) flags.push('existing-thread');
  if (view.businessWroteFirst) flags.push('business-wrote-first');
  return flags;
};
