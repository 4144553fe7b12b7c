import type { ChannelIdentity } from '../catalogue/catalogue-facts.js';
import type { Entry } from '../entry/entry.js';
import { countsForOpening, type OpeningView } from '../opening/opening-evidence.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import { carriesAReference } from './carries-a-reference.rule.js';
import { clickedBeforeEntering } from './clicked-before-entering.rule.js';
import { codeIsIntact } from './code-is-intact.rule.js';
import { codeIsUnambiguous } from './code-is-unambiguous.rule.js';
import { enteredByTheOpening } from './entered-by-the-opening.rule.js';
import { linkWasActive } from './link-was-active.rule.js';
import { partnerIsNotTheCustomer } from './partner-is-not-the-customer.rule.js';
import { partnerWasActive } from './partner-was-active.rule.js';
import { refIsKnown } from './ref-is-known.rule.js';
import { touchIsHuman } from './touch-is-human.rule.js';
import { touchIsInsideWindow } from './touch-is-inside-window.rule.js';
import type { EligibilityRule, Verdict } from './verdict.js';

/** Every rule, in the order an explanation tells them. */
export const eligibilityRules: readonly EligibilityRule[] = [
  enteredByTheOpening,
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

/** A touchpoint with what every rule says of it. */
export interface JudgedTouchpoint {
  readonly touch: Touchpoint;
  readonly entry: Entry;
  /** False for what came after the opening: it is no evidence for it at all. */
  readonly countsForOpening: boolean;
  readonly verdicts: readonly Verdict[];
}

export const judgeEntries = (
  entries: readonly Entry[],
  view: OpeningView,
  contact: readonly ChannelIdentity[],
): readonly JudgedTouchpoint[] => {
  const touches = entries.flatMap((entry) => entry.touches.map((touch) => ({ touch, entry })));
  const typedLinks = touches.filter(({ touch, entry }) => isTypedInOpening(touch, entry, view));
  const typedLinkCount = new Set(typedLinks.map(({ touch }) => touch.link?.id)).size;
  return touches.map(({ touch, entry }) => ({
    touch,
    entry,
    countsForOpening: countsForOpening(touch, entry, view),
    verdicts: eligibilityRules.map((rule) => ({
      rule: rule.name,
      ...rule.judge({ touch, entry, view, contact, typedLinkCount }),
    })),
  }));
};

const isTypedInOpening = (touch: Touchpoint, entry: Entry, view: OpeningView): boolean =>
  touch.reference.kind === 'typed' && touch.link !== undefined && countsForOpening(touch, entry, view);

export const isEligible = ({ verdicts }: JudgedTouchpoint): boolean =>
  verdicts.every((verdict) => verdict.outcome === 'allowed');
