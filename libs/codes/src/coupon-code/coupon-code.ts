import { findTextCodes } from '../text-code/find-text-codes.js';
import { foldShapes } from '../text-code/fold-text.js';
import { codePrefix } from '../text-code/text-code.js';

declare const couponCodeBrand: unique symbol;

/** The code of a coupon in the one form that spellings are compared in: capital letters, digits, `-` and `_`. */
export type CouponCode = string & { readonly [couponCodeBrand]: true };

/** Why a text cannot be a coupon's code. */
export interface MalformedCouponCode {
  readonly kind: 'malformed-coupon-code';
  readonly reason: 'too-short' | 'too-long' | 'foreign-character' | 'no-letter' | 'text-code';
}

/** Shorter ones are words of every other message; longer ones nobody types. */
export const couponCodeLength = { min: 4, max: 32 } as const;

const couponCodeCharacters = /^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;

const malformed = (reason: MalformedCouponCode['reason']): MalformedCouponCode => ({
  kind: 'malformed-coupon-code',
  reason,
});

/** Takes a text for what it may be: a code alone, in any case, with nothing but blanks around it. */
export const parseCouponCode = (text: string): CouponCode | MalformedCouponCode => {
  const written = foldShapes(text).trim();
  if (written.length < couponCodeLength.min) return malformed('too-short');
  if (written.length > couponCodeLength.max) return malformed('too-long');
  // Before the case is folded: that would make two letters of an ß.
  if (!couponCodeCharacters.test(written)) return malformed('foreign-character');
  const code = written.toUpperCase();
  // A number is a price, a time or a telephone.
  if (!/[A-Z]/.test(code)) return malformed('no-letter');
  return couldBeTextCode(code) ? malformed('text-code') : (code as CouponCode);
};

/** One word must never name a link and a coupon; what is one slip away from a link's code is no coupon's either. */
const couldBeTextCode = (code: string): boolean => {
  if (code.startsWith(`${codePrefix}-`)) return true;
  const { codes, damaged } = findTextCodes(code);
  return codes.length + damaged.length > 0;
};
