/** How a touchpoint ties a contact to a link, ad or code. */
export type MatchType = 'click_token' | 'ref_code' | 'ad_referral' | 'text_code' | 'coupon' | 'inferred';

/** What a decision rests on: evidence, or a person's word, which is no evidence and stands above all of it. */
export type DecisionMatchType = MatchType | 'manual';

/** How far a match type can be trusted: the platform delivered it or we made it, anyone can type it, it is a guess. */
export type MatchClass = 'proven' | 'typed' | 'inferred';

const rankOf: Record<MatchType, number> = {
  click_token: 0,
  ref_code: 1,
  ad_referral: 2,
  text_code: 3,
  coupon: 4,
  inferred: 5,
};

const classOf: Record<MatchType, MatchClass> = {
  click_token: 'proven',
  ref_code: 'proven',
  ad_referral: 'proven',
  text_code: 'typed',
  coupon: 'typed',
  inferred: 'inferred',
};

const classRank: Record<MatchClass, number> = { proven: 0, typed: 1, inferred: 2 };

/** 0 is strongest. */
export const matchTypeRank = (matchType: MatchType): number => rankOf[matchType];

export const matchClassOf = (matchType: MatchType): MatchClass => classOf[matchType];

/** 0 is strongest. */
export const matchClassRank = (matchType: MatchType): number => classRank[classOf[matchType]];
