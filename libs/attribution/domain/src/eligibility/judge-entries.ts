import type { ChannelIdentity } from '../catalogue/catalogue-facts.js';
import type { Entry } from '../entry/entry.js';
import { countsForOpening } from '../opening/opening-evidence.js';
import { cameByConversion, type Subject } from '../opening/subject.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import { carriesAReference } from './carries-a-reference.rule.js';
import { clickedBeforeEntering } from './clicked-before-entering.rule.js';
import { codeIsIntact } from './code-is-intact.rule.js';
import { codeIsUnambiguous } from './code-is-unambiguous.rule.js';
import { couponWasActive } from './coupon-was-active.rule.js';
import { enteredByTheConversion } from './entered-by-the-conversion.rule.js';
import { enteredByTheOpening } from './entered-by-the-opening.rule.js';
import { linkWasActive } from './link-was-active.rule.js';
import { partnerIsNotTheCustomer } from './partner-is-not-the-customer.rule.js';
import { partnerWasActive } from './partner-was-active.rule.js';
import { refIsKnown } from './ref-is-known.rule.js';
import { touchIsHuman } from './touch-is-human.rule.js';
import { touchIsNoTest } from './touch-is-no-test.rule.js';
import { touchIsInsideWindow } from './touch-is-inside-window.rule.js';
import { allowed, verdictOf, type EligibilityRule, type Judged, type Verdict } from './verdict.js';

/** Rules for every touchpoint, whatever it is judged for. */
const rulesForAll: readonly EligibilityRule[] = [
  carriesAReference,
  codeIsIntact,
  refIsKnown,
  codeIsUnambiguous,
  clickedBeforeEntering,
  touchIsNoTest,
  touchIsHuman,
  touchIsInsideWindow,
  linkWasActive,
  couponWasActive,
  partnerWasActive,
  partnerIsNotTheCustomer,
];

/** Every rule that an opening's evidence has to pass, in the order an explanation tells them. */
export const eligibilityRules: readonly EligibilityRule[] = [enteredByTheOpening, ...rulesForAll];

interface RuleSet {
  readonly rules: readonly EligibilityRule[];
  /** What they say of a touchpoint that each of them allows; most are such, and need no list of their own. */
  readonly allAllow: readonly Verdict[];
}

const ruleSetOf = (rules: readonly EligibilityRule[]): RuleSet => ({
  rules,
  allAllow: rules.map((rule) => verdictOf(rule, allowed)),
});

const openingRules = ruleSetOf(eligibilityRules);
const conversionRules = ruleSetOf([enteredByTheConversion, ...rulesForAll]);

/** A touchpoint with what every rule says of it. */
export interface JudgedTouchpoint {
  readonly touch: Touchpoint;
  readonly entry: Entry;
  /** False for what came after the opening: it is no evidence for it at all. */
  readonly countsForOpening: boolean;
  /** Whether it is evidence for what is judged: the opening, or a later conversion. */
  readonly counts: boolean;
  readonly verdicts: readonly Verdict[];
  /** No rule refuses it. */
  readonly isEligible: boolean;
}

export const judgeEntries = (
  entries: readonly Entry[],
  subject: Subject,
  contact: readonly ChannelIdentity[],
): readonly JudgedTouchpoint[] => {
  const placed = placeTouches(entries, subject);
  const typedCodes = codesTypedTogether(placed);
  const ruleSet = subject.conversion === undefined ? openingRules : conversionRules;
  return placed.map((one) => {
    const { touch, entry, countsForOpening: isOpenings, counts } = one;
    const typedCodeCount = typedCodes.size === 0 ? 0 : (typedCodes.get(textsOf(one))?.size ?? 0);
    const judged = { touch, entry, subject, contact, countsForOpening: isOpenings, counts, typedCodeCount };
    const verdicts = verdictsOn(judged, ruleSet);
    return { touch, entry, countsForOpening: isOpenings, counts, verdicts, isEligible: verdicts === ruleSet.allAllow };
  });
};

type PlacedTouchpoint = Pick<JudgedTouchpoint, 'touch' | 'entry' | 'countsForOpening' | 'counts'>;

/** What counts for the opening counts for every conversion after it; so does whatever came up to the conversion. */
const placeTouches = (entries: readonly Entry[], subject: Subject): readonly PlacedTouchpoint[] => {
  const placed: PlacedTouchpoint[] = [];
  for (const entry of entries) {
    const isInTime = cameByConversion(entry, subject);
    for (const touch of entry.touches) {
      const isOpenings = countsForOpening(touch, subject.view);
      placed.push({ touch, entry, countsForOpening: isOpenings, counts: isOpenings || isInTime });
    }
  }
  return placed;
};

/** The texts of an opening are read as one; whatever is typed after it is read by itself. */
const textsOf = ({ touch, countsForOpening: isOpenings }: PlacedTouchpoint): string =>
  `${touch.reference.kind} ${isOpenings && !isGiven(touch) ? 'opening' : touch.signalKey}`;

/** What a conversion brought stands in no text. */
const isGiven = ({ reference }: Touchpoint): boolean => reference.kind === 'coupon' && reference.given !== undefined;

const codesTypedTogether = (touches: readonly PlacedTouchpoint[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const codes = new Map<string, Set<string>>();
  for (const placed of touches) {
    const named = namedByTyping(placed.touch);
    if (named === undefined) continue;
    codes.set(textsOf(placed), (codes.get(textsOf(placed)) ?? new Set()).add(named));
  }
  return codes;
};

/** Two coupons of one partner in one program say the same thing. */
const namedByTyping = ({ reference, link, coupon }: Touchpoint): string | undefined => {
  if (reference.kind === 'typed') return link?.id;
  return coupon && `${coupon.partnerId} ${coupon.programId}`;
};

const verdictsOn = (judged: Judged, { rules, allAllow }: RuleSet): readonly Verdict[] => {
  for (const rule of rules) {
    if (rule.judge(judged).outcome === 'refused') return rules.map((each) => verdictOf(each, each.judge(judged)));
  }
  return allAllow;
};

export const isEligible = (judged: JudgedTouchpoint): boolean => judged.isEligible;
