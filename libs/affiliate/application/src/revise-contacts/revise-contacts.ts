import {
  earningsOfContact,
  reviseCommissions,
  sameTerms,
  termsNamedBy,
  type AttributedConversion,
  type ContactId,
  type Instant,
  type TermsKey,
} from '@whence/affiliate-domain';

import type { Identities } from '../ports/identities.js';
import type { Stores } from '../ports/unit-of-work.js';
import { bookRevision } from './book-revision.js';

export interface RevisionMeans {
  readonly stores: Stores;
  readonly identities: Identities;
  readonly recordedAt: Instant;
}

/** How many commissions were accrued and reversed, and how many conversions wait for terms. */
export interface RevisedContacts {
  readonly accrued: number;
  readonly reversed: number;
  readonly waiting: number;
}

/**
 * Brings the commissions of these contacts in line with all their conversions. It looks at nothing but what is known, so
 * it ends in the same state however the conversions and the terms arrived.
 */
export const reviseContacts = async (
  contactIds: readonly ContactId[],
  means: RevisionMeans,
): Promise<RevisedContacts> => {
  const { conversions, programs, commissions } = means.stores;
  const known = await conversions.lockOfContacts([...new Set(contactIds)].sort());
  const ids = known.map((conversion) => conversion.id);
  const terms = await programs.named(termsNamedByAny(known));
  const standing = await commissions.standingOn(ids);

  const earnings = byContact(known).map((own) => earningsOfContact(own, terms));
  const wanted = earnings.flatMap(({ earned }) => earned);
  const waiting = earnings.flatMap((each) => each.waiting);
  const revision = reviseCommissions(standing, wanted);

  await bookRevision(revision, means);
  await conversions.keepWaiting({ of: ids, waiting, since: means.recordedAt });
  return { accrued: revision.accruals.length, reversed: revision.reversals.length, waiting: waiting.length };
};

const byContact = (conversions: readonly AttributedConversion[]): readonly (readonly AttributedConversion[])[] => {
  const contacts = new Map<ContactId, AttributedConversion[]>();
  for (const conversion of conversions) {
    contacts.set(conversion.contactId, [...(contacts.get(conversion.contactId) ?? []), conversion]);
  }
  return [...contacts.values()];
};

const termsNamedByAny = (conversions: readonly AttributedConversion[]): readonly TermsKey[] => {
  const distinct: TermsKey[] = [];
  for (const key of conversions.flatMap(termsNamedBy)) {
    if (!distinct.some((other) => sameTerms(other, key))) distinct.push(key);
  }
  return distinct;
};
