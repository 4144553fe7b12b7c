import type { Instant } from '@whence/attribution-domain';

import { isChangedSince, knownAt, type History } from '../decide-anew/known-at.js';
import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { Difference } from './difference.js';

/**
 * What a difference is worth. `unexplained`: the record is wrong. `explained`: it is what was decided from all that was known
 * when it became final. `unverifiable`: something it depends on has changed since, and what that was is not kept (adr/0033).
 */
export type WeighedDifference = Difference &
  (
    | { readonly weight: 'unexplained' }
    | { readonly weight: 'explained' | 'unverifiable'; readonly because: LaterChange }
  );

export type LaterChange =
  'catalogue-changed-after-finality' | 'contacts-regrouped-after-finality' | 'identity-known-since-an-unknown-time';

/** What may have changed since something was final. */
export interface Since {
  readonly now: Instant;
  readonly history: History;
  /** When the contact was last joined with another, or taken apart from one. */
  readonly regroupedAt: Instant | undefined;
}

/** A difference that was found in a dossier, and a way to look for it in another. */
export interface Found {
  readonly difference: Difference;
  readonly finalAt: Instant | undefined;
  readonly isIn: (dossier: Dossier) => boolean;
}

export const weighDifference = (dossier: Dossier, found: Found, since: Since): WeighedDifference => {
  const { difference, finalAt, isIn } = found;
  if (finalAt === undefined || since.now < finalAt) return { ...difference, weight: 'unexplained' };
  if (!isIn(knownAt(dossier, finalAt, since.history))) {
    return { ...difference, weight: 'explained', because: 'catalogue-changed-after-finality' };
  }
  const because = whyUnverifiable(dossier, { ...found, finalAt }, since);
  return because === undefined
    ? { ...difference, weight: 'unexplained' }
    : { ...difference, weight: 'unverifiable', because };
};

/** Accounts have no date at which they became a contact's: without them a partner would not be the customer. */
const whyUnverifiable = (
  dossier: Dossier,
  { finalAt, isIn }: Found & { readonly finalAt: Instant },
  { history, regroupedAt }: Since,
): LaterChange | undefined => {
  if (isChangedSince(dossier, finalAt, history)) return 'catalogue-changed-after-finality';
  if (regroupedAt !== undefined && regroupedAt >= finalAt) return 'contacts-regrouped-after-finality';
  const strange = { ...dossier, evidence: { ...dossier.evidence, contact: [] } };
  return isIn(strange) ? undefined : 'identity-known-since-an-unknown-time';
};
