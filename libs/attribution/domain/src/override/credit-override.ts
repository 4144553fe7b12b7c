import { onlyKnown } from '@whence/signals';

import { termsAt, type EnrollmentFacts, type LinkFacts } from '../catalogue/catalogue-facts.js';
import { wholeShareMillionths, type Credit } from '../crediting/credit.js';
import type { PartnerId } from '../ids.js';
import type { Instant } from '../time.js';
import type { OverrideTarget, ToLink } from './override.js';

/** What the catalogue knows of what an override names. */
export interface OverrideFacts {
  readonly links: readonly LinkFacts[];
  /** Those of the partner, where the override names one. */
  readonly enrollments: readonly EnrollmentFacts[];
}

/** Who has all the credit by an override, under the terms in force when the conversation was opened. */
export const creditOverride = (
  target: Exclude<OverrideTarget, { readonly kind: 'organic' }>,
  openedAt: Instant,
  facts: OverrideFacts,
): Credit => ({ ...namesOf(target, openedAt, facts), shareMillionths: wholeShareMillionths });

type Names = Omit<Credit, 'shareMillionths'>;

const namesOf = (
  target: Exclude<OverrideTarget, { readonly kind: 'organic' }>,
  openedAt: Instant,
  facts: OverrideFacts,
): Names => {
  switch (target.kind) {
    case 'link':
      return namesOfLink(target, openedAt, facts.links);
    case 'partner':
      return {
        partnerId: target.partnerId,
        ...earningsOf(target.partnerId, openedAt, facts.enrollments),
        ...onlyKnown({ campaignId: target.campaignId }),
      };
    case 'campaign':
      return { campaignId: target.campaignId };
  }
};

/** A person's word needs no eligible touch: the link may be disabled, or its partner's membership over. */
const namesOfLink = ({ linkId, campaignId }: ToLink, openedAt: Instant, links: readonly LinkFacts[]): Names => {
  const link = links.find(({ id }) => id === linkId);
  return {
    linkId,
    ...onlyKnown({
      partnerId: link?.partnerId,
      programId: link?.programId,
      programVersion: termsAt(link?.terms ?? [], openedAt)?.version,
      campaignId: campaignId ?? link?.campaignId,
    }),
  };
};

/** In several programs at once nobody can say under which terms: the partner is named and earns nothing (adr/0032). */
const earningsOf = (
  partnerId: PartnerId,
  openedAt: Instant,
  enrollments: readonly EnrollmentFacts[],
): Pick<Credit, 'programId' | 'programVersion'> => {
  const [only, ...others] = enrollments.filter(
    (enrollment) =>
      enrollment.partnerId === partnerId &&
      enrollment.enrolledFrom <= openedAt &&
      (enrollment.enrollmentEndedAt === undefined || openedAt < enrollment.enrollmentEndedAt),
  );
  if (only === undefined || others.length > 0) return {};
  return { programId: only.programId, ...onlyKnown({ programVersion: termsAt(only.terms, openedAt)?.version }) };
};
