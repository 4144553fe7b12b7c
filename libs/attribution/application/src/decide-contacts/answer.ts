import {
  forwardedCodes,
  isFinal,
  mergeCopies,
  readTouchpoints,
  resolve,
  revise,
  type Attribution,
  type Revision,
  type TouchpointId,
} from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { ExplainedTouchpoint } from '../ports/decisions.js';
import type { Occasion } from './decide-contacts.js';
import { explain, isLate } from './explain.js';
import type { Dossier } from './gather-dossiers.js';
import { openConversations, type OpenedConversation } from './open-conversations.js';

/** What a dossier comes to. */
export interface Answer {
  /** With the conversations as they are opened by now. */
  readonly contact: KnownContact;
  /** Whose time is new, or earlier than it was known to be. */
  readonly opened: readonly OpenedConversation[];
  readonly touchpoints: readonly ExplainedTouchpoint[];
  /** Were taken for touchpoints, and are none. */
  readonly withdrawn: readonly TouchpointId[];
  /** Undefined while the person has not written. */
  readonly revision: Revision | undefined;
}

export const answer = (dossier: Dossier, occasion: Occasion): Answer => {
  const { contact, evidence, standing } = dossier;
  const decision = resolve(evidence);
  const stands = isFinalFor(standing, dossier, occasion);
  const signals = mergeCopies(evidence.copies);
  const opened = openConversations(contact, signals);
  const touchpoints = explain(contact.id, readTouchpoints(signals, evidence.facts), decision);
  return {
    contact: { ...contact, conversations: contact.conversations.map((known) => opened.get(known.id) ?? known) },
    opened: [...opened.values()],
    touchpoints: stands ? touchpoints.filter(isLate) : touchpoints,
    withdrawn: forwardedCodes(signals),
    revision: stands
      ? { kind: 'unchanged', attribution: standing }
      : decision && revise(standing, decision, { decidedAt: occasion.now, because: becauseOf(standing, occasion) }),
  };
};

/** Evidence that was received before finality may still change a decision, when everything else may not. */
const isFinalFor = (
  standing: Attribution | undefined,
  { arrived }: Dossier,
  { now }: Occasion,
): standing is Attribution => standing !== undefined && isFinal(standing, arrived?.receivedAt ?? now);

const becauseOf = (standing: Attribution | undefined, { because }: Occasion): string =>
  standing === undefined ? 'conversation-opened' : because;
