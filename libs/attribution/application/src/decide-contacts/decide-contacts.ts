import type { ContactId, Instant, WorkspaceId } from '@whence/attribution-domain';

import type { KnownContact } from '../ports/contacts.js';
import type { Stores } from '../ports/stores.js';
import { answer } from './answer.js';
import { gatherDossiers } from './gather-dossiers.js';
import { keepAnswers } from './keep-answers.js';
import type { ArrivedText } from './texts-to-keep.js';

/** Why decisions are made, and when. */
export interface Occasion {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  /** Goes into the version's `because`: `evidence-arrived`, `catalogue-changed`, … */
  readonly because: string;
}

/** Somebody to be decided about, as he is known under his lock. */
export interface Subject {
  readonly contact: KnownContact;
  /** What has just come, where that is why. */
  readonly arrived?: ArrivedEvidence;
  /** Why he is decided about in particular; what is not final of his conversions is asked about anew. */
  readonly regrouped?: 'contacts-joined' | 'contacts-separated';
}

export interface ArrivedEvidence {
  /** What came in time counts, however late it is worked off. */
  readonly receivedAt: Instant;
  readonly signalKeys: readonly string[];
  /** What was written in those of them that are messages, by copy. */
  readonly texts: readonly ArrivedText[];
}

/**
 * Decides about contacts from everything that is known of them, and tells what changed. Everything is read for all of them
 * together, and kept for all of them together; between the two each answer is made alone. A final decision stands: what
 * came after it is recorded, and conversions still take it. The caller's transaction holds the contacts' locks.
 */
export const decideContacts = async (
  stores: Stores,
  subjects: readonly Subject[],
  occasion: Occasion,
): Promise<void> => {
  if (subjects.length === 0) return;
  await stores.conversions.claimParked(subjects.map(({ contact }) => contact.id));
  const dossiers = await gatherDossiers(stores, subjects, occasion.workspaceId);
  const answers = dossiers.map((dossier) => answer(dossier, occasion));
  await keepAnswers(stores, answers, occasion);
};

/** Decides about one contact, under its lock. */
export const decideContact = async (stores: Stores, contactId: ContactId, occasion: Occasion): Promise<void> => {
  const contacts = await stores.contacts.lock([contactId]);
  await decideContacts(
    stores,
    contacts.map((contact) => ({ contact })),
    occasion,
  );
};
