import type { ChannelIdentity } from '../catalogue/catalogue-facts.js';
import type { Entry } from '../entry/entry.js';
import type { LinkId } from '../ids.js';
import { countsForOpening } from '../opening/opening-evidence.js';
import { countsFor, type Subject } from '../opening/subject.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import { carriesAReference } from './carries-a-reference.rule.js';
import { clickedBeforeEntering } from './clicked-before-entering.rule.js';
import { codeIsIntact } from './code-is-intact.rule.js';
import { codeIsUnambiguous } from './code-is-unambiguous.rule.js';
import { enteredByTheConversion } from './entered-by-the-conversion.rule.js';
import { enteredByTheOpening } from './entered-by-the-opening.rule.js';
import { linkWasActive } from './link-was-active.rule.js';
import { partnerIsNotTheCustomer } from './partner-is-not-the-customer.rule.js';
import { partnerWasActive } from './partner-was-active.rule.js';
import { refIsKnown } from './ref-is-known.rule.js';
import { touchIsHuman } from './touch-is-human.rule.js';
import { touchIsInsideWindow } from './touch-is-inside-window.rule.js';
import { allowed, type EligibilityRule, type Judged, type Verdict } from './verdict.js';

/** Rules for every touchpoint, whatever it is judged for. */
const rulesForAll: readonly EligibilityRule[] = [
  carriesAReference,
  codeIsIntact,
  refIsKnown,
  codeIsUnambiguous,
  clickedBeforeEntering,
  touchIsHuman,
  touchIsInsideWindow,
  linkWasActive,
  partnerWasActive,
  partnerIsNotTheCustomer,
];

/** Every rule that an opening's evidence has to pass, in the order an explanation tells them. */
export const eligibilityRules: readonly EligibilityRule[] = [enteredByTheOpening, ...rulesForAll];

const conversionRules: readonly EligibilityRule[] = [enteredByTheConversion, ...rulesForAll];

/** A touchpoint with what every rule says of it. */
export interface JudgedTouchpoint {
  readonly touch: Touchpoint;
  readonly entry: Entry;
  /** False for what came after the opening: it is no evidence for it at all. */
  readonly countsForOpening: boolean;
  /** Whether it is evidence for what is judged: the opening, or a later conversion. */
  readonly counts: boolean;
  readonly verdicts: readonly Verdict[];
}

export const judgeEntries = (
  entries: readonly Entry[],
  subject: Subject,
  contact: readonly ChannelIdentity[],
): readonly JudgedTouchpoint[] => {
  const touches = entries.flatMap((entry) =>
    entry.touches.map((touch) => ({ touch, entry, countsForOpening: countsForOpening(touch, subject.view) })),
  );
  const typedLinks = linksTypedTogether(touches);
  const rules = subject.conversion === undefined ? eligibilityRules : conversionRules;
  return touches.map((placed) => {
    const { touch, entry } = placed;
    const typedLinkCount = typedLinks.get(textsOf(placed))?.size ?? 0;
    return {
      ...placed,
      counts: countsFor(touch, entry, subject),
      verdicts: verdictsOn({ touch, entry, subject, contact, typedLinkCount }, rules),
    };
  });
};

type PlacedTouchpoint = Pick<JudgedTouchpoint, 'touch' | 'countsForOpening'>;

/** The texts of an opening are read as one; whatever is typed after it is read by itself. */
const textsOf = ({ touch, countsForOpening: isOpenings }: PlacedTouchpoint): string =>
  isOpenings ? 'opening' : touch.signalKey;

const linksTypedTogether = (touches: readonly PlacedTouchpoint[]): ReadonlyMap<string, ReadonlySet<LinkId>> => {
  const links = new Map<string, Set<LinkId>>();
  for (const placed of touches) {
    const { reference, link } = placed.touch;
    if (reference.kind !== 'typed' || link === undefined) continue;
    links.set(textsOf(placed), (links.get(textsOf(placed)) ?? new Set()).add(link.id));
  }
  return links;
};

/** Most verdicts allow: one of each rule does for all touchpoints. */
const allowedBy = new Map(
  [...eligibilityRules, ...conversionRules].map((rule) => [rule, { rule: rule.name, ...allowed }]),
);

const verdictsOn = (judged: Judged, rules: readonly EligibilityRule[]): readonly Verdict[] =>
  rules.map((rule) => {
    const answer = rule.judge(judged);
    const shared = answer === allowed ? allowedBy.get(rule) : undefined;
    return shared ?? { rule: rule.name, ...answer };
  });

export const isEligible = ({ verdicts }: JudgedTouchpoint): boolean =>
  verdicts.every((verdict) => verdict.outcome === 'allowed');
