export { codeAlphabet, codeNumbers, DrawnNumberViolation } from './text-code/alphabet.js';
export { makeTextCode, type TextCode } from './text-code/text-code.js';
export { parseClickPart, makeClickPart, writeCodeWithClick, type ClickPart } from './text-code/click-part.js';
export { findTextCodes, type FoundTextCode, type TextCodeFindings } from './text-code/find-text-codes.js';
export { normalizeTextCode, type MalformedTextCode } from './text-code/normalize-text-code.js';
export {
  couponCodeLength,
  parseCouponCode,
  type CouponCode,
  type MalformedCouponCode,
} from './coupon-code/coupon-code.js';
export { findCouponCodes } from './coupon-code/find-coupon-codes.js';
export { parseRefCode, refCodeLengthMax, type MalformedRefCode, type RefCode } from './ref-code/ref-code.js';
export { ClickClaimsViolation, layOutClickToken, type ClickClaims } from './click-token/token-layout.js';
export {
  clickTokenLength,
  readClickToken,
  WeakTokenMacViolation,
  writeClickToken,
  type ClickTokenReading,
  type TokenMac,
} from './click-token/click-token.js';
