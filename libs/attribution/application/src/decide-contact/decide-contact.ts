import {
  forwardedCodes,
  isFinal,
  mergeCopies,
  namesIn,
  readTouchpoints,
  resolve,
  revise,
  type Attribution,
  type CatalogueFacts,
  type ContactId,
  type Decision,
  type Evidence,
  type Instant,
  type SignalCopy,
  type WorkspaceId,
} from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';
import { followAttribution, takeAttribution } from './attribute-conversions.js';
import { announceReferrals } from './announce-referrals.js';
import { explain, isLate } from './explain.js';
import { openConversations } from './open-conversations.js';

/** Why a decision is made, and when. */
export interface Occasion {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  /** What has just come, where that is why. */
  readonly evidence?: NewEvidence;
  /** Goes into the version's `because`: `evidence-arrived`, `catalogue-changed`, … */
  readonly because: string;
}

export interface NewEvidence {
  /** What came in time counts, however late it is worked off. */
  readonly receivedAt: Instant;
  readonly signalKeys: readonly string[];
}

/**
 * Decides about one contact from everything that is known of him, and tells what changed. A final decision stands: what
 * came after it is recorded, and conversions still take it. The caller's transaction may have taken the contact's lock
 * already; taking it again costs nothing.
 */
export const decideContact = async (stores: Stores, contactId: ContactId, occasion: Occasion): Promise<void> => {
  const contact = await stores.contacts.lock(contactId);
  await stores.conversions.claimParked(contactId);
  const evidence = await gatherEvidence(stores, contact, { contactId, occasion });
  const decision = resolve(evidence);
  const standing = await stores.decisions.standing(contactId);
  const stands = isFinalFor(standing, occasion);

  const signals = mergeCopies(evidence.copies);
  const opened = await openConversations(stores, contact, { contactId, signals, occasion });
  const touchpoints = explain(readTouchpoints(signals, evidence.facts), decision);
  const changed = await stores.decisions.explain(contactId, stands ? touchpoints.filter(isLate) : touchpoints);
  await stores.decisions.withdraw(contactId, forwardedCodes(signals));
  const deciding = { contact: opened, contactId, occasion };
  await announceReferrals(stores, changed, deciding);
  if (stands) await takeAttribution(stores, standing, deciding);
  else if (decision !== undefined) await recordDecision(stores, { standing, decision }, deciding);
};

interface Deciding {
  readonly contact: KnownContact;
  readonly contactId: ContactId;
  readonly occasion: Occasion;
}

const recordDecision = async (
  stores: Stores,
  { standing, decision }: { readonly standing: Attribution | undefined; readonly decision: Decision },
  deciding: Deciding,
): Promise<void> => {
  const { contactId, occasion, contact } = deciding;
  const revision = revise(standing, decision, { decidedAt: occasion.now, because: becauseOf(standing, occasion) });
  const { attribution } = revision;
  if (revision.kind === 'unchanged') return takeAttribution(stores, attribution, deciding);
  await stores.decisions.add(contactId, attribution);
  const conversation = contact.conversations.find((known) => known.id === attribution.conversationId);
  if (conversation === undefined) throw new UnknownConversationViolation(attribution.conversationId);
  const supersedes = revision.kind === 'superseded' ? { supersedes: revision.supersedes } : {};
  await stores.announcements.add(
    occasion.workspaceId,
    [{ kind: 'attribution-decided', contactId, conversation, attribution, ...supersedes }],
    occasion.now,
  );
  await followAttribution(stores, attribution, deciding);
};

/** Evidence that was received before finality may still change a decision, when everything else may not. */
const isFinalFor = (standing: Attribution | undefined, { now, evidence }: Occasion): standing is Attribution =>
  standing !== undefined && isFinal(standing, evidence?.receivedAt ?? now);

const becauseOf = (standing: unknown, occasion: Occasion): string =>
  standing === undefined ? 'conversation-opened' : occasion.because;

const gatherEvidence = async (
  stores: Stores,
  contact: KnownContact,
  { contactId, occasion }: Pick<Deciding, 'contactId' | 'occasion'>,
): Promise<Evidence> => {
  const copies = await stores.signalCopies.deciding(contactId, occasion.evidence?.signalKeys ?? []);
  const facts = await gatherFacts(stores, occasion.workspaceId, copies);
  const settings = await stores.settings.inForceAt(contact.firstSeenAt);
  return { copies, contact: contact.identities, facts, settings };
};

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
