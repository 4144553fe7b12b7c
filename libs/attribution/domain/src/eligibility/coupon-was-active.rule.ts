import { touchedAt } from '../touchpoint/touchpoint.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

/** A word written before its coupon was issued is no touch at all, so only an end can refuse it. */
export const couponWasActive: EligibilityRule = {
  name: 'coupon-was-active',
  judge: ({ touch }) => {
    const { coupon } = touch;
    const at = touchedAt(touch);
    if (coupon === undefined) return allowed;
    if (coupon.disabledAt !== undefined && coupon.disabledAt <= at) return refused('coupon-disabled');
    return coupon.expiresAt !== undefined && coupon.expiresAt <= at ? refused('coupon-expired') : allowed;
  },
};
