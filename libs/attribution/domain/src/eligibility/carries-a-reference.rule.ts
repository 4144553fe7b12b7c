import { allowed, refused, type EligibilityRule } from './verdict.js';

/** A shop's product page, or a referral without ref and ad, names no campaign. */
export const carriesAReference: EligibilityRule = {
  name: 'carries-a-reference',
  judge: ({ touch: { reference } }) => {
    if (reference.kind !== 'delivered' || reference.ref !== undefined || reference.adId !== undefined) return allowed;
    return refused(reference.isProduct ? 'product-referral' : 'no-reference');
  },
};
