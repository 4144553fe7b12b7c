import {
  applyOverride,
  decideByInference,
  forwardedCodes,
  inferClick,
  isFinal,
  mergeCopies,
  readGivenCoupons,
  readTouchpoints,
  resolve,
  revise,
  reviseAbsorbed,
  reviseOverride,
  type Attribution,
  type Decision,
  type Making,
  type Revision,
  type TouchpointId,
  wordsBeforeTheirCoupon,
} from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { ExplainedTouchpoint } from '../ports/decisions.js';
import type { Occasion } from './decide-contacts.js';
import { explain, isLate } from './explain.js';
import type { Dossier } from './gather-dossiers.js';
import { openConversations, type OpenedConversation } from './open-conversations.js';
import { textsToKeep, type ArrivedTexts } from './texts-to-keep.js';

/** What a dossier comes to. */
export interface Answer {
  readonly dossier: Dossier;
  /** With the conversations as they are opened by now. */
  readonly contact: KnownContact;
  /** Whose time is new, or earlier than it was known to be. */
  readonly opened: readonly OpenedConversation[];
  readonly touchpoints: readonly ExplainedTouchpoint[];
  /** Were taken for touchpoints, and are none. */
  readonly withdrawn: readonly TouchpointId[];
  readonly texts: ArrivedTexts;
  /** Undefined while the person has not written. */
  readonly revision: Revision | undefined;
}

/** A decision that is final stands against everything but a person's word. */
export const answer = (dossier: Dossier, occasion: Occasion): Answer => {
  const { contact, evidence, standing } = dossier;
  const making = { decidedAt: occasion.now, because: becauseOf(dossier, occasion) };
  if (contact.answeredBy !== undefined) return absorbed(dossier, making);
  const decision = guessed(resolve(evidence), dossier);
  const stands = isFinalFor(standing, dossier, occasion);
  const signals = mergeCopies(evidence.copies);
  const opened = openConversations(contact, signals);
  const { facts, givenCoupons = [] } = evidence;
  const told = readTouchpoints(signals, facts);
  const seen = [...told, ...readGivenCoupons(givenCoupons, facts)];
  const touchpoints = explain(contact.id, seen, decision);
  return {
    dossier,
    contact: { ...contact, conversations: contact.conversations.map((known) => opened.get(known.id) ?? known) },
    opened: [...opened.values()],
    touchpoints: stands ? touchpoints.filter(isLate) : touchpoints,
    withdrawn: [...forwardedCodes(signals), ...wordsBeforeTheirCoupon(signals, facts)],
    texts: textsToKeep({ arrived: dossier.arrived, signals, touches: told, now: occasion.now }),
    revision: stands
      ? reviseOverride(standing, { ...overrideIn(dossier), facts: dossier.overrideFacts }, making)
      : decision && revise(standing, overridden(decision, dossier), making),
  };
};

/** All that was known of an absorbed contact is another's by now. */
const absorbed = (dossier: Dossier, making: Making): Answer => ({
  dossier,
  contact: dossier.contact,
  opened: [],
  touchpoints: [],
  withdrawn: [],
  texts: { kept: [], forwarded: [] },
  revision: dossier.standing && reviseAbsorbed(dossier.standing, making),
});

/** A guess speaks where nothing else did, if the workspace wants it. */
const guessed = (decision: Decision | undefined, { around, contact }: Dossier): Decision | undefined => {
  if (decision === undefined || around === undefined) return decision;
  return decideByInference(decision, inferClick({ ...around, decision, contact: contact.identities }));
};

const overridden = (decision: Decision, { override, overrideFacts }: Dossier): Decision =>
  override === undefined ? decision : applyOverride(decision, override, overrideFacts);

const overrideIn = ({ override }: Dossier) => (override === undefined ? {} : { override });

/** Evidence that was received before finality may still change a decision, when everything else may not. */
const isFinalFor = (
  standing: Attribution | undefined,
  { arrived }: Dossier,
  { now }: Occasion,
): standing is Attribution => standing !== undefined && isFinal(standing, arrived?.receivedAt ?? now);

const becauseOf = ({ standing, regrouped }: Dossier, { because }: Occasion): string =>
  standing === undefined ? 'conversation-opened' : (regrouped ?? because);
