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

import type { Announcement } from '../ports/announcements.js';
import type { Identities } from '../ports/identities.js';
import type { Stores } from '../ports/unit-of-work.js';
import { bookRevision } from './book-revision.js';

export interface RevisionMeans {
  readonly stores: Stores;
  readonly identities: Identities;
  readonly recordedAt: Instant;
}

/** How often something was accrued and reversed, and how many conversions wait for terms. */
export interface RevisedContacts {
  readonly accrued: number;
  readonly reversed: number;
  readonly waiting: number;
}

/** What others are to be told of it, by `Announcements.add` as the last thing of the unit of work. */
interface Untold {
  readonly announcements: readonly Announcement[];
}

/**
 * Brings the commissions of these contacts in line with all their conversions and refunds. It looks at nothing but what is known, so
 * it ends in the same state however the conversions, the refunds and the terms
 * arrived.
 */
export const reviseContacts = async (
  contactIds: readonly ContactId[],
  means: RevisionMeans,
): Promise<RevisedContacts & Untold> => {
  const { conversions, programs, commissions, refunds } = means.stores;
  const known = await conversions.lockOfContacts([...new Set(contactIds)].sort());
  const ids = known.map((conversion) => conversion.id);
  const terms = await programs.named(termsNamedByAny(known));
  const refunded = await refunds.of(ids);
  const standing = await commissions.standingOn(ids);

  const earnings = byContact(known).map((own) => earningsOfContact(own, terms, refunded));
  const wanted = earnings.flatMap(({ earned }) => earned);
  const waiting = earnings.flatMap((each) => each.waiting);
  const revision = reviseCommissions(standing, wanted, means.recordedAt);

  const announcements = await bookRevision(revision, means);
  await conversions.keepWaiting({ of: ids, waiting, since: means.recordedAt });
  return { ...countsOf(announcements), waiting: waiting.length, announcements };
};

const countsOf = (announcements: readonly Announcement[]): Omit<RevisedContacts, 'waiting'> => ({
  accrued: announcements.filter(({ kind }) => kind === 'accrued').length,
  reversed: announcements.filter(({ kind }) => kind === 'reversed').length,
});

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
