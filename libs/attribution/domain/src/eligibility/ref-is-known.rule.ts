import { allowed, refused, type EligibilityRule } from './verdict.js';

export const refIsKnown: EligibilityRule = {
  name: 'ref-is-known',
  judge: ({ touch: { reference, link, ad } }) => {
    if (link !== undefined || ad !== undefined) return allowed;
    if (reference.kind === 'typed') return reference.isDamaged ? allowed : refused('unknown-ref');
    if (reference.adId !== undefined) return refused('unknown-ad');
    return reference.ref === undefined ? allowed : refused('unknown-ref');
  },
};
