declare const refCodeBrand: unique symbol;

/** An opaque code that travels in the `ref` of an ig.me or m.me link and resolves to a link. Compared exactly: case counts. */
export type RefCode = string & { readonly [refCodeBrand]: true };

/** Why a text cannot be a ref code. */
export interface MalformedRefCode {
  readonly kind: 'malformed-ref-code';
  readonly reason: 'empty' | 'too-long' | 'foreign-character';
}

/** Far below the 2,083 characters that Meta's link pages allow, so that a code stays a code and no payload. */
export const refCodeLengthMax = 64;

/** What Meta's link pages document for `ref`: letters, digits, `-`, `_`, `=`. */
const refCodeCharacters = /^[A-Za-z0-9_=-]+$/;

const malformed = (reason: MalformedRefCode['reason']): MalformedRefCode => ({ kind: 'malformed-ref-code', reason });

/** Takes a `ref` for what it may be. It is whatever somebody put into a URL, so nothing is trimmed or repaired. */
export const parseRefCode = (text: string): RefCode | MalformedRefCode => {
  if (text === '') return malformed('empty');
  if (text.length > refCodeLengthMax) return malformed('too-long');
  return refCodeCharacters.test(text) ? (text as RefCode) : malformed('foreign-character');
};
