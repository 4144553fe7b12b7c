import type { CouponCode } from '@whence/codes';
import type { MasterKey } from '@whence/platform/crypto';

/**
 * What a coupon is found by among words that are not kept themselves. Deciding makes the same from each word of a message
 * that may be a coupon's code.
 */
export const couponFingerprint = (keys: MasterKey, workspaceId: string, code: CouponCode): string =>
  keys.pseudonym(workspaceId, `coupon:${code}`);
