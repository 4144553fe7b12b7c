import {
  mergeCopies,
  namesIn,
  readTouchpoints,
  resolve,
  revise,
  type CatalogueFacts,
  type ContactId,
  type Decision,
  type Instant,
  type SignalCopy,
  type WorkspaceId,
} from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';
import { attributeConversions } from './attribute-conversions.js';
import { announceReferrals } from './announce-referrals.js';
import { explain } from './explain.js';
import { openConversations } from './open-conversations.js';

/** Why a decision is made, and when. */
export interface Occasion {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  /** Goes into the version's `because`: `evidence-arrived`, `catalogue-changed`, … */
  readonly because: string;
}

/**
 * Decides about one contact from everything that is known of him, and tells what changed. The caller's transaction may
 * have taken the contact's lock already; taking it again costs nothing.
 */
export const decideContact = async (stores: Stores, contactId: ContactId, occasion: Occasion): Promise<void> => {
  const contact = await stores.contacts.lock(contactId);
  const copies = await stores.signalCopies.deciding(contactId);
  const facts = await gatherFacts(stores, occasion.workspaceId, copies);
  const settings = await stores.settings.inForceAt(contact.firstSeenAt);
  const signals = mergeCopies(copies);
  const decision = resolve({ copies, contact: contact.identities, facts, settings });

  const opened = await openConversations(stores, contact, { contactId, signals, occasion });
  const touchpoints = explain(readTouchpoints(signals, facts), decision);
  const changed = await stores.decisions.explain(contactId, touchpoints);
  await announceReferrals(stores, changed, { contact: opened, contactId, occasion });
  if (decision !== undefined) await recordDecision(stores, decision, { contact: opened, contactId, occasion });
};

interface Deciding {
  readonly contact: KnownContact;
  readonly contactId: ContactId;
  readonly occasion: Occasion;
}

const recordDecision = async (stores: Stores, decision: Decision, deciding: Deciding): Promise<void> => {
  const { contactId, occasion, contact } = deciding;
  const standing = await stores.decisions.standing(contactId);
  const revision = revise(standing, decision, { decidedAt: occasion.now, because: becauseOf(standing, occasion) });
  if (revision.kind !== 'unchanged') {
    const { attribution } = revision;
    await stores.decisions.add(contactId, attribution);
    const conversation = contact.conversations.find((known) => known.id === attribution.conversationId);
    if (conversation === undefined) throw new UnknownConversationViolation(attribution.conversationId);
    const supersedes = revision.kind === 'superseded' ? { supersedes: revision.supersedes } : {};
    await stores.announcements.add(
      occasion.workspaceId,
      [{ kind: 'attribution-decided', contactId, conversation, attribution, ...supersedes }],
      occasion.now,
    );
  }
  await attributeConversions(stores, revision.attribution, deciding);
};

const becauseOf = (standing: unknown, occasion: Occasion): string =>
  standing === undefined ? 'conversation-opened' : occasion.because;

const gatherFacts = async (
  stores: Stores,
  workspaceId: WorkspaceId,
  copies: readonly SignalCopy[],
): Promise<CatalogueFacts> => {
  const names = namesIn(copies);
  const namesLinks = names.linkIds.length + names.refCodes.length + names.textCodes.length > 0;
  const links = namesLinks ? await stores.catalogue.linksNamed(workspaceId, names) : [];
  const ads = names.adIds.length > 0 ? await stores.catalogue.adsNamed(workspaceId, names.adIds) : [];
  const namesClicks = names.clickIds.length + names.clickParts.length > 0;
  const clicks = namesClicks ? await stores.clicks.named({ ...names, linkIds: links.map((link) => link.id) }) : [];
  return { links, ads, clicks };
};

/** A decision names a conversation that its contact does not have. */
export class UnknownConversationViolation extends Error {
  constructor(conversationId: string) {
    super(`the decision names ${conversationId}, which is none of the contact's conversations`);
    this.name = 'UnknownConversationViolation';
  }
}
