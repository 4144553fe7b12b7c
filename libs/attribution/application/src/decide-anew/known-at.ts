import type { CatalogueFacts, Instant, OverrideFacts, PartnerStanding } from '@whence/attribution-domain';

import type { Dossier } from '../decide-contacts/gather-dossiers.js';
import type { EntityHistory, EntityIds } from '../ports/catalogue.js';

export type History = ReadonlyMap<string, EntityHistory>;

/** What the catalogue was asked for, by whose history it can be told what was known when. */
export const entitiesIn = (dossiers: readonly Dossier[]): EntityIds => {
  const links = dossiers.flatMap(({ evidence, overrideFacts }) => [...evidence.facts.links, ...overrideFacts.links]);
  const ads = dossiers.flatMap(({ evidence }) => evidence.facts.ads);
  const coupons = dossiers.flatMap(({ evidence }) => evidence.facts.coupons);
  const enrollments = dossiers.flatMap(({ overrideFacts }) => overrideFacts.enrollments);
  return {
    linkIds: distinct(links.map(({ id }) => id)),
    adIds: distinct(ads.map(({ id }) => id)),
    couponIds: distinct(coupons.map(({ id }) => id)),
    partnerIds: distinct([...links, ...ads, ...coupons, ...enrollments].flatMap(({ partnerId }) => partnerId ?? [])),
  };
};

/** The dossier without what came into the catalogue at that moment or after it. */
export const knownAt = (dossier: Dossier, at: Instant, history: History): Dossier => {
  const { evidence, overrideFacts } = dossier;
  return {
    ...dossier,
    evidence: { ...evidence, facts: factsAt(evidence.facts, at, history) },
    overrideFacts: {
      links: overrideFacts.links.filter(({ id }) => isMadeBefore(id, at, history)),
      enrollments: overrideFacts.enrollments.filter(({ partnerId, programId }) =>
        isMadeBefore(`${partnerId} ${programId}`, at, history),
      ),
    } satisfies OverrideFacts,
  };
};

/** Whether something that the dossier names was there before that moment and was changed since: what it was is not kept. */
export const isChangedSince = (dossier: Dossier, at: Instant, history: History): boolean => {
  const own = new Set(Object.values(entitiesIn([dossier])).flat());
  return [...history].some(([name, { madeAt, changedAt }]) => {
    const [id = name] = name.split(' ');
    return own.has(id) && madeAt < at && changedAt >= at;
  });
};

const factsAt = (facts: CatalogueFacts, at: Instant, history: History): CatalogueFacts => ({
  links: facts.links.filter(({ id }) => isMadeBefore(id, at, history)).map((link) => withStandingAt(link, at, history)),
  ads: facts.ads.filter(({ id }) => isMadeBefore(id, at, history)).map((ad) => withStandingAt(ad, at, history)),
  clicks: facts.clicks,
  coupons: facts.coupons
    .filter(({ id }) => isMadeBefore(id, at, history))
    .map((coupon) => withStandingAt(coupon, at, history)),
});

/** Ends carry their own dates, and so do terms; a partner's own accounts do not. */
const withStandingAt = <Named extends { readonly partnerId?: string; readonly standing?: PartnerStanding }>(
  named: Named,
  at: Instant,
  history: History,
): Named => {
  const { partnerId = '', standing } = named;
  if (standing === undefined) return named;
  const identities = standing.identities.filter(({ participantPseudonym }) =>
    isMadeBefore(`${partnerId} ${participantPseudonym}`, at, history),
  );
  return { ...named, standing: { ...standing, identities } };
};

const isMadeBefore = (name: string, at: Instant, history: History): boolean => (history.get(name)?.madeAt ?? 0) < at;

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];
