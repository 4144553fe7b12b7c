import type {
  Around,
  AttributionSettings,
  CatalogueFacts,
  Evidence,
  ProgramId,
  ProgramTerms,
} from '@whence/attribution-domain';

/** Settings and terms that were not in force, for seeing what they would have come to. What is not named stays as it was. */
export interface OtherTerms {
  /** In place of those of every version. */
  readonly settings: Partial<Omit<AttributionSettings, 'version'>>;
  /** In place of those of every version of the program. */
  readonly programs: ReadonlyMap<ProgramId, OtherProgramTerms>;
}

/** What of a program's terms has a part in deciding. */
export type OtherProgramTerms = Partial<Pick<ProgramTerms, 'windowDays' | 'paysInferred'>>;

/** The evidence as it would be judged if these terms had always been in force. */
export const evidenceUnder = (evidence: Evidence, terms: OtherTerms): Evidence => ({
  ...evidence,
  settings: { ...evidence.settings, ...terms.settings },
  facts: factsUnder(evidence.facts, terms),
});

/** What happened about then, as a guess would weigh it under these terms. */
export const aroundUnder = (around: Around | undefined, { programs }: OtherTerms): Around | undefined =>
  around && { ...around, links: around.links.map((link) => termed(link, programs)) };

const factsUnder = (facts: CatalogueFacts, { programs }: OtherTerms): CatalogueFacts =>
  programs.size === 0
    ? facts
    : {
        ...facts,
        links: facts.links.map((link) => termed(link, programs)),
        ads: facts.ads.map((ad) => termed(ad, programs)),
        coupons: facts.coupons.map((coupon) => termed(coupon, programs)),
      };

const termed = <Named extends { readonly terms: readonly ProgramTerms[] }>(
  named: Named,
  programs: OtherTerms['programs'],
): Named => ({
  ...named,
  terms: named.terms.map((version) => ({ ...version, ...programs.get(version.programId) })),
});
